/** A font file's tables by name. https://learn.microsoft.com/typography/opentype/spec/otff */
export type Tables = (name: string) => DataView

/** Reads the directory of an OpenType file. */
export function tablesOf(bytes: Uint8Array): Tables {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = new Map<string, DataView>()
  for (let at = 12; at < 12 + 16 * file.getUint16(4); at += 16) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4))
    found.set(name, new DataView(bytes.buffer, bytes.byteOffset + file.getUint32(at + 8), file.getUint32(at + 12)))
  }
  return (name) => found.get(name) ?? new DataView(new ArrayBuffer(0))
}

/** A part of a table from an offset on. */
export const from = (table: DataView, offset: number): DataView =>
  new DataView(table.buffer, table.byteOffset + offset, table.byteLength - offset)

/** So many 16-bit numbers from an offset on. */
export const numbers = (table: DataView, offset: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => table.getUint16(offset + 2 * index))

/** Glyphs by character, of the `cmap` subtable for all of Unicode (format 12), else for its first plane (format 4). */
export function characterMap(cmap: DataView): ReadonlyMap<number, number> {
  const subtables = Array.from({ length: cmap.getUint16(2) }, (_, index) => from(cmap, cmap.getUint32(4 + 8 * index + 4)))
  const whole = subtables.find((table) => table.getUint16(0) === 12)
  if (whole !== undefined) return groups(whole)
  const first = subtables.find((table) => table.getUint16(0) === 4)
  return first === undefined ? new Map() : segments(first)
}

function groups(table: DataView): ReadonlyMap<number, number> {
  const map = new Map<number, number>()
  for (let at = 16; at < 16 + 12 * table.getUint32(12); at += 12) {
    const [start, end, glyph] = [table.getUint32(at), table.getUint32(at + 4), table.getUint32(at + 8)]
    for (let code = start; code <= end; code += 1) map.set(code, glyph + code - start)
  }
  return map
}

function segments(table: DataView): ReadonlyMap<number, number> {
  const map = new Map<number, number>()
  const bytes = table.getUint16(6)
  for (let at = 14; at < 14 + bytes; at += 2) {
    const [end, start] = [table.getUint16(at), table.getUint16(at + bytes + 2)]
    const [delta, offset] = [table.getUint16(at + 2 * bytes + 2), table.getUint16(at + 3 * bytes + 2)]
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? code : table.getUint16(at + 3 * bytes + 2 + offset + 2 * (code - start))
      if (glyph !== 0) map.set(code, (glyph + delta) & 0xffff)
    }
  }
  return map
}
