import type { Locale } from '../domain/locale.ts'
import { monthMarks, widestMonth } from './calendar.ts'
import { widthOf } from './lines.ts'
import { STYLE } from './style.ts'
import { element, type Markup, round, textAt } from './svg.ts'

/** Where weeks stand: from `left` on, each `step` wide. */
export type WeekFrame = { readonly left: number; readonly width: number; readonly step: number }

const WEEKS_A_MONTH = 4.35
/** Months from one mark to the next, so that each January is one. */
const SPANS: readonly number[] = [1, 2, 3, 4, 6]

/** Months under a row of weeks, leaving out those that would touch the one before. */
export function drawAxis(starts: readonly number[], top: number, frame: WeekFrame, locale: Locale): Markup {
  let free = Number.NEGATIVE_INFINITY
  const room = widthOf(widestMonth(locale), STYLE.text) + 14
  const every = SPANS.find((months) => months * WEEKS_A_MONTH * frame.step >= room) ?? 12
  return monthMarks(starts, { gap: room / frame.step, every, locale })
    .map(({ index, label }) => {
      const x = frame.left + index * frame.step
      const width = widthOf(label, STYLE.text)
      if (x < free || x + width > frame.left + frame.width + 8) return ''
      free = x + width + 12
      return [
        element('line', { x1: round(x), x2: round(x), y1: top, y2: top + 6, stroke: STYLE.rule, 'stroke-width': 1.5 }),
        textAt(x, top + 22, label, { size: STYLE.text, fill: STYLE.soft }),
      ].join('')
    })
    .join('')
}
