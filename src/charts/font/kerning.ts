import { from, numbers, type Tables } from './tables.ts'

/** By how much a glyph stands nearer to the next one, or further off, in font units; null where a subtable does not say. */
type Subtable = (left: number, right: number) => number | null

const [PAIRS, EXTENSION] = [2, 9]
/** Bits of a value's format: what stands before the advance, and the advance. */
const [PLACEMENT, ADVANCE] = [3, 4]

const bits = (value: number): number => [...value.toString(2)].filter((digit) => digit === '1').length

/** Kerning by pairs, as the font's `GPOS` table has it under `kern`. https://learn.microsoft.com/typography/opentype/spec/gpos */
export function kerner(tables: Tables): (left: number, right: number) => number {
  const gpos = tables('GPOS')
  if (gpos.byteLength === 0) return () => 0
  const lookups = lookupsOf(gpos)
  return (left, right) => lookups.reduce((sum, subtables) => sum + firstOf(subtables, left, right), 0)
}

/** The first subtable that says anything decides. */
function firstOf(subtables: readonly Subtable[], left: number, right: number): number {
  for (const subtable of subtables) {
    const found = subtable(left, right)
    if (found !== null) return found
  }
  return 0
}

function lookupsOf(gpos: DataView): readonly (readonly Subtable[])[] {
  const [features, lookups] = [from(gpos, gpos.getUint16(6)), from(gpos, gpos.getUint16(8))]
  const wanted = new Set<number>()
  for (let index = 0; index < features.getUint16(0); index += 1) {
    const at = 2 + 6 * index
    const tag = [0, 1, 2, 3].map((step) => String.fromCharCode(features.getUint8(at + step))).join('')
    if (tag !== 'kern') continue
    const feature = from(features, features.getUint16(at + 4))
    for (const lookup of numbers(feature, 4, feature.getUint16(2))) wanted.add(lookup)
  }
  return [...wanted].toSorted((a, b) => a - b).map((index) => subtablesOf(from(lookups, lookups.getUint16(2 + 2 * index))))
}

function subtablesOf(lookup: DataView): readonly Subtable[] {
  return numbers(lookup, 6, lookup.getUint16(4)).flatMap((offset) => {
    const table = from(lookup, offset)
    const kind = lookup.getUint16(0)
    if (kind === PAIRS) return pairsOf(table)
    return kind === EXTENSION && table.getUint16(2) === PAIRS ? pairsOf(from(table, table.getUint32(4))) : []
  })
}

function pairsOf(table: DataView): readonly Subtable[] {
  const format = table.getUint16(4)
  if ((format & ADVANCE) === 0) return []
  const size = 2 * (bits(format) + bits(table.getUint16(6)))
  const covered = coverage(from(table, table.getUint16(2)))
  const shape = { size, advance: 2 * bits(format & PLACEMENT) }
  return [table.getUint16(0) === 1 ? singlePairs(table, covered, shape) : classPairs(table, covered, shape)]
}

type Shape = { readonly size: number; readonly advance: number }

function singlePairs(table: DataView, covered: ReadonlyMap<number, number>, { size, advance }: Shape): Subtable {
  const sets = new Map<number, ReadonlyMap<number, number>>()
  const setOf = (index: number): ReadonlyMap<number, number> => {
    const known = sets.get(index)
    if (known !== undefined) return known
    const set = from(table, table.getUint16(10 + 2 * index))
    const rows = Array.from({ length: set.getUint16(0) }, (_, row) => 2 + row * (2 + size))
    const made = new Map(rows.map((at) => [set.getUint16(at), set.getInt16(at + 2 + advance)]))
    sets.set(index, made)
    return made
  }
  return (left, right) => {
    const index = covered.get(left)
    return index === undefined ? null : (setOf(index).get(right) ?? null)
  }
}

function classPairs(table: DataView, covered: ReadonlyMap<number, number>, { size, advance }: Shape): Subtable {
  const [first, second] = [classes(from(table, table.getUint16(8))), classes(from(table, table.getUint16(10)))]
  const width = table.getUint16(14)
  return (left, right) => {
    if (!covered.has(left)) return null
    const row = (first.get(left) ?? 0) * width + (second.get(right) ?? 0)
    return table.getInt16(16 + row * size + advance)
  }
}

/** Glyphs with their places in the list. */
function coverage(table: DataView): ReadonlyMap<number, number> {
  const count = table.getUint16(2)
  if (table.getUint16(0) === 1) return new Map(numbers(table, 4, count).map((glyph, index) => [glyph, index]))
  return ranges(table, count, (glyph, start, value) => value + glyph - start)
}

/** Glyphs with their classes; those that are not named are of class 0. */
function classes(table: DataView): ReadonlyMap<number, number> {
  if (table.getUint16(0) === 1) {
    const start = table.getUint16(2)
    return new Map(numbers(table, 6, table.getUint16(4)).map((value, index) => [start + index, value]))
  }
  return ranges(table, table.getUint16(2), (_, __, value) => value)
}

function ranges(table: DataView, count: number, classOf: (glyph: number, start: number, value: number) => number) {
  const map = new Map<number, number>()
  for (let at = 4; at < 4 + 6 * count; at += 6) {
    const [start, end, value] = [table.getUint16(at), table.getUint16(at + 2), table.getUint16(at + 4)]
    for (let glyph = start; glyph <= end; glyph += 1) map.set(glyph, classOf(glyph, start, value))
  }
  return map
}
