import type { Tables } from './tables.ts'

type Point = { readonly x: number; readonly y: number; readonly on: boolean }
type Contour = readonly Point[]

const ON_CURVE = 1
const REPEAT = 8
/** Parts of a glyph made of others may hold others in turn; deeper than this is a broken font. */
const MAX_DEPTH = 5

/**
 * The outline of a glyph as SVG path commands relative to one point, in font units with y upwards: what follows `M x y`. '' where it
 * shows nothing. https://learn.microsoft.com/typography/opentype/spec/glyf
 */
export function outliner(tables: Tables): (glyph: number) => { readonly start: readonly [number, number]; readonly path: string } | null {
  const [head, loca, glyf] = [tables('head'), tables('loca'), tables('glyf')]
  const isLong = head.getInt16(50) === 1
  const offset = (index: number): number => (isLong ? loca.getUint32(4 * index) : 2 * loca.getUint16(2 * index))
  const contoursOf = (glyph: number, depth: number): readonly Contour[] => {
    const [start, end] = [offset(glyph), offset(glyph + 1)]
    if (end <= start || depth > MAX_DEPTH) return []
    const table = new DataView(glyf.buffer, glyf.byteOffset + start, end - start)
    const count = table.getInt16(0)
    return count >= 0 ? simple(table, count) : composite(table, (part) => contoursOf(part, depth + 1))
  }
  return (glyph) => drawn(contoursOf(glyph, 0))
}

function simple(table: DataView, count: number): readonly Contour[] {
  const ends = Array.from({ length: count }, (_, index) => table.getUint16(10 + 2 * index))
  const total = (ends.at(-1) ?? -1) + 1
  let at = 10 + 2 * count
  at += 2 + table.getUint16(at)
  const flags: number[] = []
  while (flags.length < total) {
    const flag = table.getUint8(at++)
    const times = (flag & REPEAT) === 0 ? 1 : 1 + table.getUint8(at++)
    for (let n = 0; n < times; n += 1) flags.push(flag)
  }
  const axis = (short: number, same: number): readonly number[] => {
    let value = 0
    return flags.map((flag) => {
      if ((flag & short) !== 0) value += (flag & same) === 0 ? -table.getUint8(at++) : table.getUint8(at++)
      else if ((flag & same) === 0) {
        value += table.getInt16(at)
        at += 2
      }
      return value
    })
  }
  const xs = axis(2, 16)
  const ys = axis(4, 32)
  const points = flags.map((flag, index): Point => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, on: (flag & ON_CURVE) !== 0 }))
  return ends.map((end, index) => points.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end + 1))
}

const [WORDS, OFFSETS, SCALE, MORE, SCALES, MATRIX] = [1, 2, 8, 32, 64, 128]

function composite(table: DataView, contoursOf: (glyph: number) => readonly Contour[]): readonly Contour[] {
  const contours: Contour[] = []
  const fraction = (offset: number): number => table.getInt16(offset) / 16_384
  for (let at = 10, flags = MORE; (flags & MORE) !== 0; ) {
    flags = table.getUint16(at)
    const part = contoursOf(table.getUint16(at + 2))
    at += 4
    const isWide = (flags & WORDS) !== 0
    const [dx, dy] = isWide ? [table.getInt16(at), table.getInt16(at + 2)] : [table.getInt8(at), table.getInt8(at + 1)]
    at += isWide ? 4 : 2
    let [a, b, c, d] = [1, 0, 0, 1]
    if ((flags & SCALE) !== 0) {
      a = d = fraction(at)
      at += 2
    } else if ((flags & SCALES) !== 0) {
      ;[a, d] = [fraction(at), fraction(at + 2)]
      at += 4
    } else if ((flags & MATRIX) !== 0) {
      ;[a, b, c, d] = [fraction(at), fraction(at + 2), fraction(at + 4), fraction(at + 6)]
      at += 8
    }
    const [x0, y0] = (flags & OFFSETS) === 0 ? [0, 0] : [dx, dy]
    contours.push(...part.map((points) => points.map(({ x, y, on }) => ({ x: a * x + c * y + x0, y: b * x + d * y + y0, on }))))
  }
  return contours
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true })

/** The contour with the points that quadratic curves leave out between two control points, beginning on the curve. */
function whole(contour: Contour): Contour {
  const points = contour.flatMap((point, index) => {
    const next = contour[(index + 1) % contour.length]
    return next === undefined || point.on || next.on ? [point] : [point, middle(point, next)]
  })
  const first = points.findIndex(({ on }) => on)
  return first <= 0 ? points : [...points.slice(first), ...points.slice(0, first)]
}

function drawn(contours: readonly Contour[]) {
  const shapes = contours.map(whole).filter((points) => points.length > 1)
  const [begin] = shapes[0] ?? []
  if (begin === undefined) return null
  const step = (to: Point, from: Point): string => `${tidy(to.x - from.x)} ${tidy(to.y - from.y)}`
  let last = begin
  const paths = shapes.map((points, index) => {
    const [start = begin] = points
    const moved = index === 0 ? '' : `m${step(start, last)}`
    last = start
    return `${moved}${curves(points, step)}z`
  })
  return { start: [begin.x, begin.y] as const, path: paths.join('') }
}

function curves(points: Contour, step: (to: Point, from: Point) => string): string {
  const parts: string[] = []
  const ring = [...points, points[0]].filter((point) => point !== undefined)
  for (let at = 1; at < ring.length; at += 1) {
    const [from, point, to] = [ring[at - 1], ring[at], ring[at + 1]]
    if (from === undefined || point === undefined) continue
    if (point.on) parts.push(`l${step(point, from)}`)
    else if (to !== undefined) {
      parts.push(`q${step(point, from)} ${step(to, from)}`)
      at += 1
    }
  }
  return parts.join('')
}

const tidy = (value: number): number => Math.round(value * 10) / 10
