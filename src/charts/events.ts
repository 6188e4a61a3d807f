import { isDark, type Trend } from '../domain/trend.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { drawPlot, frameOf } from './events-plot.ts'
import { altOf, captionOf, findingOf, type Side, sidesOf } from './events-words.ts'
import { widthOf } from './lines.ts'
import { type Drawing, drawSheet, HATCH } from './sheet.ts'
import { STYLE } from './style.ts'
import { element, type Markup, round, textAt } from './svg.ts'
import { drawAxis } from './week-axis.ts'

type Colours = { readonly deed: string; readonly word: string }

/** `Cooperative 34`, then its deeds and words, each beside its colour: in the place of a legend. */
function drawName(side: Side, colours: Colours, y: number, { pictures: { trend } }: Words): Markup {
  const total = `${side.name} ${side.deeds + side.words}`
  const [deeds, words] = [trend.deeds(side.deeds), trend.words(side.words)]
  const swatch = (x: number, fill: string): Markup => element('rect', { x: round(x), y: y - 11, width: 12, height: 12, fill })
  const first = STYLE.margin + widthOf(total, STYLE.text, true) + 18
  const second = first + 18 + widthOf(deeds, STYLE.text) + 18
  return [
    textAt(STYLE.margin, y, total, { size: STYLE.text, fill: colours.deed, bold: true }),
    swatch(first, colours.deed),
    textAt(first + 18, y, deeds, { size: STYLE.text, fill: STYLE.soft }),
    swatch(second, colours.word),
    textAt(second + 18, y, words, { size: STYLE.text, fill: STYLE.soft }),
  ].join('')
}

const [NAME, DARK_WORDS, AXIS] = [26, 22, 30]

/** The picture of events by week, cooperation upwards, conflict downwards, as SVG with its words. Pure. */
export function drawEvents(trend: Trend, words: Words = wordsIn('en')): Drawing {
  const finding = words.writing.labelled(trend.subject, findingOf(trend, words))
  const above = NAME + (trend.weeks.some(isDark) ? DARK_WORDS : 0)
  const height = above + frameOf(trend, 0, words).height + NAME + AXIS
  return drawSheet({
    finding,
    lead: words.pictures.trend.lead,
    height,
    draw: (top) => drawAll(trend, top, above, words),
    caption: captionOf(trend, words),
    alt: altOf(trend, finding, words),
    locale: words.locale,
    defs: HATCH,
  })
}

function drawAll(trend: Trend, top: number, above: number, words: Words): Markup {
  const frame = frameOf(trend, top + above, words)
  const bottom = frame.top + frame.height
  const [together, against] = sidesOf(trend, words)
  const starts = trend.weeks.map(({ startAt }) => startAt)
  return [
    drawName(together, STYLE.cooperation, top + 12, words),
    drawPlot(trend, frame, words),
    drawName(against, STYLE.conflict, bottom + 20, words),
    drawAxis(starts, bottom + NAME + 4, frame, words.locale),
  ].join('')
}
