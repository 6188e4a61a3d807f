import { kerner } from './kerning.ts'
import { outliner } from './outlines.ts'
import { characterMap, tablesOf } from './tables.ts'

/** A line of text as one path in font units, y upwards, with how wide it is. */
export type Line = { readonly path: string; readonly width: number }

export type Face = {
  readonly unitsPerEm: number
  has(letter: string): boolean
  /** null where the face lacks one of the characters. */
  line(text: string): Line | null
}

/** A face of an OpenType file with TrueType outlines: letters side by side, with their kerning unless told, no ligatures or joining. */
export function faceOf(bytes: Uint8Array, kerned = true): Face {
  const tables = tablesOf(bytes)
  const glyphs = characterMap(tables('cmap'))
  const [outlineOf, kern] = [remembered(outliner(tables)), kerned ? kerner(tables) : unkerned]
  const [hmtx, metrics] = [tables('hmtx'), tables('hhea').getUint16(34)]
  const advance = (glyph: number): number => hmtx.getUint16(4 * Math.min(glyph, metrics - 1))
  return {
    unitsPerEm: tables('head').getUint16(18),
    has: (letter) => glyphs.has(letter.codePointAt(0) ?? 0),
    line(text) {
      let path = ''
      let width = 0
      let before: number | undefined
      for (const letter of text) {
        const glyph = glyphs.get(letter.codePointAt(0) ?? 0)
        if (glyph === undefined) return null
        if (before !== undefined) width += kern(before, glyph)
        const outline = outlineOf(glyph)
        if (outline !== null) path += `M${width + outline.start[0]} ${outline.start[1]}${outline.path}`
        width += advance(glyph)
        before = glyph
      }
      return { path, width }
    },
  }
}

const unkerned = (): number => 0

function remembered<T>(make: (glyph: number) => T): (glyph: number) => T {
  const made = new Map<number, T>()
  return (glyph) => {
    if (!made.has(glyph)) made.set(glyph, make(glyph))
    return made.get(glyph) as T
  }
}
