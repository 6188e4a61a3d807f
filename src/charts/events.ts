import { isDark, type Trend } from '../domain/trend.ts'
import { COLOURS, drawPlot, frameOf, HATCH } from './events-plot.ts'
import { altOf, captionOf, findingOf, type Side, sidesOf } from './events-words.ts'
import { STYLE } from './style.ts'
import { element, type Markup, round, textAt, widthOf, wrap } from './svg.ts'
import { drawAxis } from './week-axis.ts'

/** `Cooperative 34`, then its deeds and words, each beside its colour: in the place of a legend. */
function drawName({ name, deeds, words }: Side, colours: { readonly deed: string; readonly word: string }, y: number): Markup {
  const total = `${name} ${deeds + words}`
  const swatch = (x: number, fill: string): Markup => element('rect', { x: round(x), y: y - 11, width: 12, height: 12, fill })
  const first = STYLE.margin + widthOf(total, STYLE.text, true) + 22
  const second = first + 18 + widthOf(`deeds ${deeds}`, STYLE.text) + 22
  return [
    textAt(STYLE.margin, y, total, { size: STYLE.text, fill: colours.deed, bold: true }),
    swatch(first, colours.deed),
    textAt(first + 18, y, `deeds ${deeds}`, { size: STYLE.text, fill: STYLE.soft }),
    swatch(second, colours.word),
    textAt(second + 18, y, `words ${words}`, { size: STYLE.text, fill: STYLE.soft }),
  ].join('')
}

/** The picture of events by week, cooperation upwards, conflict downwards, as SVG with its words. Pure. */
export function drawEvents(trend: Trend): { readonly svg: string; readonly alt: string } {
  const finding = `${trend.subject}: ${findingOf(trend)}`
  const title = wrap(finding, STYLE.width - 2 * STYLE.margin, STYLE.title, true, 3)
  const titleEnd = 22 + title.length * 30
  const frame = frameOf(trend, titleEnd + (trend.weeks.some(isDark) ? 64 : 44))
  const bottom = frame.top + frame.height
  const caption = captionOf(trend)
  const axis = bottom + 42
  const total = axis + 46 + caption.length * 21
  const [together, against] = sidesOf(trend)
  const starts = trend.weeks.map(({ startAt }) => startAt)
  const parts = [
    element('defs', {}, HATCH),
    element('rect', { width: STYLE.width, height: total, fill: STYLE.paper }),
    ...title.map((line, index) => textAt(STYLE.margin, 40 + index * 30, line, { size: STYLE.title, fill: STYLE.ink, bold: true })),
    drawName(together, COLOURS.cooperation, titleEnd + 22),
    drawPlot(trend, frame),
    drawName(against, COLOURS.conflict, bottom + 28),
    drawAxis(starts, axis, frame),
    ...caption.map((line, index) => textAt(STYLE.margin, axis + 50 + index * 21, line, { size: STYLE.text, fill: STYLE.soft })),
  ]
  const alt = altOf(trend, finding)
  const size = { viewBox: `0 0 ${STYLE.width} ${total}`, width: STYLE.width, height: total }
  const look = { xmlns: 'http://www.w3.org/2000/svg', ...size, 'font-family': STYLE.font, role: 'img', 'aria-label': alt }
  return { svg: element('svg', look, parts.join('')), alt }
}
