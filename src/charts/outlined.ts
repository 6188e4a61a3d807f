import type { Faces } from './font/faces.ts'
import { element, type Markup, round } from './svg.ts'

type Attributes = Readonly<Record<string, string>>
type Span = { readonly text: string; readonly own: Attributes }

const TEXT = /<text((?: [a-z-]+="[^"]*")*)>(.*?)<\/text>/gs
const TSPAN = /<tspan((?: [a-z-]+="[^"]*")*)>([^<]*)<\/tspan>|([^<]+)/gs
const ATTRIBUTE = / ([a-z-]+)="([^"]*)"/g

/** What says where and how letters stand; everything else is as good for a path as for a text. */
const SETTING: ReadonlySet<string> = new Set(['x', 'y', 'dx', 'dy', 'font-size', 'font-weight', 'text-anchor', 'font-family'])
/** What this does not know how to set: such a text is left to the drawing library. */
const UNKNOWN =
  /^(?:letter-spacing|word-spacing|textLength|dominant-baseline|alignment-baseline|baseline-shift|font-style|style|class|rotate|writing-mode|direction|stroke)$/

/**
 * Texts of a drawing as paths, set in the faces: the drawing library takes more than a millisecond for each text that it has to set
 * itself. A text stays as it is where it has letters that the faces lack, joins marks to letters, or is set in a way not known here.
 */
export const outlined = (svg: Markup, faces: Faces): Markup =>
  svg.replaceAll(
    TEXT,
    (whole: string, attributes: string, inner: string) => setText(attributesOf(attributes), spansOf(inner), faces) ?? whole,
  )

const attributesOf = (text: string): Attributes =>
  Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value]))

const spansOf = (inner: string): readonly Span[] =>
  [...inner.matchAll(TSPAN)].map(([, own, spanned, bare]) => ({ text: unescaped(spanned ?? bare ?? ''), own: attributesOf(own ?? '') }))

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

function setText(whole: Attributes, spans: readonly Span[], faces: Faces): Markup | null {
  const all = spans.map(({ text, own }) => ({ text, look: { ...whole, ...own }, dx: Number(own.dx ?? 0), own }))
  if (
    all.some(
      ({ text, look, own }) => 'x' in own || 'y' in own || /\p{M}/u.test(text) || Object.keys(look).some((name) => UNKNOWN.test(name)),
    )
  )
    return null
  let width = 0
  const pieces: { readonly at: number; readonly path: string; readonly scale: number; readonly look: Attributes }[] = []
  for (const { text, look, dx } of all) {
    const face = Number(look['font-weight'] ?? 400) >= 600 ? faces.bold : faces.regular
    const line = face.line(text)
    if (line === null) return null
    const scale = Number(look['font-size'] ?? 16) / face.unitsPerEm
    width += dx
    pieces.push({ at: width, path: line.path, scale, look })
    width += line.width * scale
  }
  const { x = '0', y = '0', 'text-anchor': anchor = 'start' } = whole
  const left = Number(x) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0)
  return pieces.map(({ at, path, scale, look }) => drawn(path, left + at, Number(y), scale, look)).join('')
}

function drawn(path: string, x: number, y: number, scale: number, look: Attributes): Markup {
  if (path === '') return ''
  const place = `translate(${Math.round(x * 100) / 100} ${round(y)}) scale(${scale.toFixed(6)} ${(-scale).toFixed(6)})`
  const transform = look.transform === undefined ? place : `${look.transform} ${place}`
  const kept = Object.entries(look).filter(([name]) => !SETTING.has(name) && name !== 'transform')
  const tag = element('path', { ...Object.fromEntries(kept.map(([name, value]) => [name, unescaped(value)])), transform })
  // Commands and numbers need no escaping, which would take longer than all the rest.
  return inParts(path)
    .map((part) => `${tag.slice(0, -'/>'.length)} d="${part}"/>`)
    .join('')
}

/** Letters of one path: the drawing library fills a path in a time that grows with the square of its length. */
const LETTERS = 4

/** Each letter begins with an `M` of its own. */
function inParts(path: string): readonly string[] {
  const letters = path.split('M').slice(1)
  return Array.from(
    { length: Math.ceil(letters.length / LETTERS) },
    (_, at) => `M${letters.slice(at * LETTERS, (at + 1) * LETTERS).join('M')}`,
  )
}
