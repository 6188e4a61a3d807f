import { actsOf, type Node, type Tie, type Web } from '../domain/network.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { widthOf } from './lines.ts'
import { layOut, type Place } from './network-layout.ts'
import { altOf, captionOf, findingOf, leadOf } from './network-words.ts'
import { type Drawing, drawSheet } from './sheet.ts'
import { STYLE } from './style.ts'
import { element, type Markup, round, textAt } from './svg.ts'

const [KEY, LEAST_HEIGHT, NODE_HEIGHT, MOST_HEIGHT] = [46, 250, 34, 380]
const [THINNEST, THICKEST] = [1.5, 11]
const [SMALL, LARGE] = [7, 17]

type Scale = (tie: Tie) => number

/** Lines are as wide as the root of their acts, so that a strong one does not hide the rest. */
function widths({ ties }: Web): Scale {
  const most = Math.max(1, ...ties.map(actsOf))
  return (tie) => THINNEST + (THICKEST - THINNEST) * Math.sqrt(actsOf(tie) / most)
}

/** A part of a tie beside its middle line: cooperative acts a whole line, conflictual ones dashes. */
function drawTie(tie: Tie, from: Place, to: Place, wide: number): Markup {
  const all = actsOf(tie)
  const together = tie.cooperative + tie.joint
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const across = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length }
  const strand = (count: number, shift: number, look: Readonly<Record<string, string | number>>): Markup =>
    count === 0
      ? ''
      : element('line', {
          x1: round(from.x + across.x * shift),
          y1: round(from.y + across.y * shift),
          x2: round(to.x + across.x * shift),
          y2: round(to.y + across.y * shift),
          'stroke-width': round(Math.max(THINNEST, (wide * count) / all)),
          ...look,
        })
  const both = together > 0 && tie.conflictual > 0
  const apart = both ? wide / 2 + 0.8 : 0
  const [first, second] = [(wide * together) / all, (wide * tie.conflictual) / all]
  return [
    strand(together, both ? first / 2 - apart : 0, { stroke: STYLE.cooperation.deed }),
    strand(tie.conflictual, both ? apart - second / 2 : 0, { stroke: STYLE.conflict.deed, 'stroke-dasharray': '5 4' }),
  ].join('')
}

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

const touch = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const COUNT_HEIGHT = 18
/** How far along its line a number may stand: in the middle, else where there is room. */
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]

/** Where a tie's number touches nothing that stands there already; null where it would anywhere: then the table alone has it. */
function countBox(tie: Tie, from: Place, to: Place, taken: readonly Box[]): Box | null {
  const half = widthOf(String(actsOf(tie)), STYLE.small, true) / 2 + 4
  const boxes = ALONG.map((part): Box => {
    const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part]
    return { left: x - half, right: x + half, top: y - COUNT_HEIGHT / 2, bottom: y + COUNT_HEIGHT / 2 }
  })
  return boxes.find((box) => !taken.some((other) => touch(box, other))) ?? null
}

/** How many acts a tie stands for. */
function drawCount(tie: Tie, { left, top, right }: Box): Markup {
  return [
    element('rect', {
      x: round(left),
      y: round(top),
      width: round(right - left),
      height: COUNT_HEIGHT,
      rx: COUNT_HEIGHT / 2,
      fill: STYLE.paper,
      'fill-opacity': 0.9,
    }),
    textAt((left + right) / 2, top + 13.5, String(actsOf(tie)), { size: STYLE.small, fill: STYLE.ink, bold: true, anchor: 'middle' }),
  ].join('')
}

/** A dot as large as its acts, its name under it; the one asked for in a ring. */
function drawNode({ label, colour, id }: Node, { x, y }: Place, radius: number, centre: string | null): Markup {
  const isCentre = id === centre
  const dot = { cx: round(x), cy: round(y), r: round(radius), fill: colour ?? STYLE.other, stroke: STYLE.paper, 'stroke-width': 2 }
  const ring = { cx: round(x), cy: round(y), r: round(radius + 4), fill: 'none', stroke: STYLE.ink, 'stroke-width': 1.5 }
  const wide = widthOf(label, STYLE.text, true) + 6
  return [
    isCentre ? element('circle', ring) : '',
    element('circle', dot),
    element('rect', {
      x: round(x - wide / 2),
      y: round(y + radius + 4),
      width: round(wide),
      height: 18,
      rx: 4,
      fill: STYLE.paper,
      'fill-opacity': 0.82,
    }),
    textAt(x, y + radius + 18, label, { size: STYLE.text, fill: STYLE.ink, bold: true, anchor: 'middle' }),
  ].join('')
}

/** In the place of a legend, each kind of line with its total. */
function drawKey({ ties }: Web, y: number, { pictures: { network } }: Words): Markup {
  const total = (of: (tie: Tie) => number): number => ties.reduce((sum, tie) => sum + of(tie), 0)
  const kinds = [
    { count: total(({ cooperative, joint }) => cooperative + joint), words: network.cooperative, look: { stroke: STYLE.cooperation.deed } },
    {
      count: total(({ conflictual }) => conflictual),
      words: network.conflictual,
      look: { stroke: STYLE.conflict.deed, 'stroke-dasharray': '5 4' },
    },
  ]
  let x: number = STYLE.margin
  return kinds
    .filter(({ count }) => count > 0)
    .map(({ count, words, look }) => {
      const line = element('line', { x1: x, x2: x + 30, y1: y - 4.5, y2: y - 4.5, 'stroke-width': 5, ...look })
      const text = words(count)
      const drawn = line + textAt(x + 38, y, text, { size: STYLE.text, fill: STYLE.soft })
      x += 38 + widthOf(text, STYLE.text) + 24
      return drawn
    })
    .join('')
}

/** The picture of who acts with whom, as SVG with its words. Pure. */
export function drawNetwork(web: Web, words: Words = wordsIn('en')): Drawing {
  const finding = findingOf(web, words)
  const plot = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, NODE_HEIGHT * web.nodes.length))
  return drawSheet({
    finding,
    lead: leadOf(web, words),
    height: KEY + plot,
    draw: (top) => drawKey(web, top + 14, words) + drawWeb(web, top + KEY - 10, plot),
    caption: captionOf(web, words),
    alt: altOf(web, finding, words),
    locale: words.locale,
  })
}

function drawWeb(web: Web, top: number, height: number): Markup {
  const width = STYLE.width - 2 * STYLE.margin
  const acts = (id: string): number => web.ties.reduce((sum, tie) => sum + (tie.a === id || tie.b === id ? actsOf(tie) : 0), 0)
  const most = Math.max(1, ...web.nodes.map(({ id }) => acts(id)))
  const labels = new Map(web.nodes.map(({ id, label }) => [id, widthOf(label, STYLE.text, true) / 2 + 3]))
  const places = layOut(web, { width, height: height - 14, half: (id) => Math.max(LARGE, labels.get(id) ?? LARGE) })
  const placeOf = (id: string): Place => {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 }
    return { x: STYLE.margin + x, y: top + y }
  }
  const wide = widths(web)
  const radiusOf = (id: string): number => SMALL + (LARGE - SMALL) * Math.sqrt(acts(id) / most)
  const taken = web.nodes.flatMap(({ id }) => boxesOf(placeOf(id), radiusOf(id), labels.get(id) ?? 0))
  const counts = web.ties.map((tie) => {
    const box = countBox(tie, placeOf(tie.a), placeOf(tie.b), taken)
    if (box === null) return ''
    taken.push(box)
    return drawCount(tie, box)
  })
  return [
    ...web.ties.toReversed().map((tie) => drawTie(tie, placeOf(tie.a), placeOf(tie.b), wide(tie))),
    ...web.nodes.map((node) => drawNode(node, placeOf(node.id), radiusOf(node.id), web.centre)),
    ...counts,
  ].join('')
}

/** What a node takes: its dot, and its words under it. */
const boxesOf = ({ x, y }: Place, radius: number, half: number): readonly Box[] => [
  { left: x - radius - 2, right: x + radius + 2, top: y - radius - 2, bottom: y + radius + 2 },
  { left: x - half, right: x + half, top: y + radius + 4, bottom: y + radius + 22 },
]
