import type { Locale } from '../domain/locale.ts'
import { wrap } from './lines.ts'
import { STYLE } from './style.ts'
import { element, type Markup, textAt } from './svg.ts'

const TITLE_LINE = 26
const TEXT_LINE = 19

/** What stands around every picture. */
export type Sheet = {
  /** What the picture shows most of all: its title. */
  readonly finding: string
  /** What is drawn, with its unit. */
  readonly lead: string
  /** How tall the drawing is. */
  readonly height: number
  /** The drawing, from a line down; sides are `STYLE.margin` wide. */
  readonly draw: (top: number) => Markup
  /** Span, source, and what a reader must know of the counting. */
  readonly caption: string
  /** What the picture says, for those who cannot see it. */
  readonly alt: string
  /** The language of its words. */
  readonly locale: Locale
  readonly defs?: Markup
}

export type Drawing = { readonly svg: Markup; readonly alt: string }

/** A picture whole: its finding, its drawing, its caption. Pure: the same sheet gives the same picture. */
export function drawSheet({ finding, lead, height, draw, caption, alt, locale, defs = '' }: Sheet): Drawing {
  const room = STYLE.width - 2 * STYLE.margin
  const title = wrap(finding, room, 3, { size: STYLE.title, bold: true, locale })
  const leads = wrap(lead, room, 2, { size: STYLE.text, locale })
  const leadTop = 14 + title.length * TITLE_LINE + 18
  const top = leadTop + leads.length * TEXT_LINE
  const notes = wrap(caption, room, 6, { size: STYLE.small, locale })
  const notesTop = top + height + 22
  const total = notesTop + notes.length * 17
  const parts = [
    defs === '' ? '' : element('defs', {}, defs),
    element('rect', { width: STYLE.width, height: total, fill: STYLE.paper }),
    ...title.map((line, index) => textAt(STYLE.margin, 34 + index * TITLE_LINE, line, { size: STYLE.title, fill: STYLE.ink, bold: true })),
    ...leads.map((line, index) => textAt(STYLE.margin, leadTop + index * TEXT_LINE, line, { size: STYLE.text, fill: STYLE.soft })),
    draw(top),
    ...notes.map((line, index) => textAt(STYLE.margin, notesTop + index * 17, line, { size: STYLE.small, fill: STYLE.soft })),
  ]
  const size = { viewBox: `0 0 ${STYLE.width} ${total}`, width: STYLE.width, height: total }
  const look = { xmlns: 'http://www.w3.org/2000/svg', lang: locale, ...size, 'font-family': STYLE.font, role: 'img', 'aria-label': alt }
  return { svg: element('svg', look, parts.join('')), alt }
}

/** Slanted lines on grey: told apart from a pale bar also without colour. */
export const HATCH: Markup = element(
  'pattern',
  { id: 'dark', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
  element('rect', { width: 7, height: 7, fill: STYLE.hatch }) +
    element('line', { x1: 0, y1: 0, x2: 0, y2: 7, stroke: STYLE.hatchLine, 'stroke-width': 2 }),
)
