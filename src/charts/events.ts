import { isDark, type Trend } from '../domain/trend.ts'
import { drawPlot, frameOf } from './events-plot.ts'
import { altOf, captionOf, findingOf, type Side, sidesOf } from './events-words.ts'
import { type Drawing, drawSheet, HATCH } from './sheet.ts'
import { STYLE } from './style.ts'
import { element, type Markup, round, textAt, widthOf } from './svg.ts'
import { drawAxis } from './week-axis.ts'

/** `Cooperative 34`, then its deeds and words, each beside its colour: in the place of a legend. */
function drawName({ name, deeds, words }: Side, colours: { readonly deed: string; readonly word: string }, y: number): Markup {
  const total = `${name} ${deeds + words}`
  const swatch = (x: number, fill: string): Markup => element('rect', { x: round(x), y: y - 11, width: 12, height: 12, fill })
  const first = STYLE.margin + widthOf(total, STYLE.text, true) + 18
  const second = first + 18 + widthOf(`deeds ${deeds}`, STYLE.text) + 18
  return [
    textAt(STYLE.margin, y, total, { size: STYLE.text, fill: colours.deed, bold: true }),
    swatch(first, colours.deed),
    textAt(first + 18, y, `deeds ${deeds}`, { size: STYLE.text, fill: STYLE.soft }),
    swatch(second, colours.word),
    textAt(second + 18, y, `words ${words}`, { size: STYLE.text, fill: STYLE.soft }),
  ].join('')
}

const [NAME, DARK_WORDS, AXIS] = [26, 22, 30]

/** The picture of events by week, cooperation upwards, conflict downwards, as SVG with its words. Pure. */
export function drawEvents(trend: Trend): Drawing {
  const finding = `${trend.subject}: ${findingOf(trend)}`
  const above = NAME + (trend.weeks.some(isDark) ? DARK_WORDS : 0)
  const height = above + frameOf(trend, 0).height + NAME + AXIS
  return drawSheet({
    finding,
    lead: 'Events a week: cooperative upwards, conflictual downwards',
    height,
    draw: (top) => drawAll(trend, top, above),
    caption: captionOf(trend),
    alt: altOf(trend, finding),
    defs: HATCH,
  })
}

function drawAll(trend: Trend, top: number, above: number): Markup {
  const frame = frameOf(trend, top + above)
  const bottom = frame.top + frame.height
  const [together, against] = sidesOf(trend)
  return [
    drawName(together, STYLE.cooperation, top + 12),
    drawPlot(trend, frame),
    drawName(against, STYLE.conflict, bottom + 20),
    drawAxis(
      trend.weeks.map(({ startAt }) => startAt),
      bottom + NAME + 4,
      frame,
    ),
  ].join('')
}
