/** How wide letters of Noto Sans are, in hundredths of their size: its table of widths. */
const WIDTHS = {
  /** From the blank to the tilde. */
  latin: {
    regular:
      '26 27 41 65 57 83 73 23 30 30 55 57 27 32 27 37 57 57 57 57 57 57 57 57 57 57 27 27 57 57 57 43 90 64 65 63 73 56 52 73 74 34 27 62 52 91 76 78 61 78 62 55 56 73 60 93 59 57 57 33 37 33 57 44 28 56 62 48 62 56 34 62 62 26 26 53 26 94 62 61 62 62 41 48 36 62 51 79 53 51 47 38 55 38 57',
    bold: '26 28 48 65 57 90 75 27 34 34 54 57 28 32 28 42 57 57 57 57 57 57 57 57 57 57 28 28 57 57 57 48 90 69 67 64 73 56 55 72 77 39 33 66 56 94 81 79 62 79 66 55 58 76 65 97 67 63 58 33 42 33 57 41 37 60 63 52 63 60 39 63 65 30 30 62 30 98 65 63 63 63 45 50 43 65 57 86 58 57 49 39 55 39 57',
  },
  /** From А to я. */
  cyrillic: {
    regular:
      '64 62 65 51 73 56 91 58 76 76 63 70 91 75 77 74 61 64 56 62 82 59 74 68 104 103 69 85 61 65 100 64 56 60 57 44 61 56 76 49 63 63 54 59 77 62 60 61 61 50 47 51 74 52 62 59 90 90 63 76 55 50 80 58',
    bold: '70 65 67 57 78 57 100 60 80 80 70 74 95 77 78 77 63 65 58 65 91 67 78 72 107 108 76 92 65 66 102 69 60 63 60 48 64 59 87 52 68 68 62 63 84 66 63 65 64 53 51 58 81 58 65 64 96 96 68 86 60 53 86 61',
  },
}
const numbers = (widths: { readonly regular: string; readonly bold: string }) => ({
  regular: widths.regular.split(' ').map(Number),
  bold: widths.bold.split(' ').map(Number),
})
const [LATIN, CYRILLIC] = [numbers(WIDTHS.latin), numbers(WIDTHS.cyrillic)]
const [BLANK, FIRST_CYRILLIC] = [0x20, 0x410]
/** Of other letters: accented ones are about so wide. */
const OTHER = 62
const OWN: ReadonlyMap<string, number> = new Map([
  ['\u00a0', 26],
  ['–', 50],
  ['—', 100],
  ['…', 86],
  ['’', 22],
  ['·', 28],
  ['›', 37],
])
/** Hangul stands a little closer than Han letters, kana and their marks, which fill a square. */
const [HANGUL, SQUARE] = [92, 100]

export const isHangul = (letter: string): boolean => /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/u.test(letter)
export const isSquare = (letter: string): boolean =>
  /[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u.test(letter)

/** How wide a letter is drawn, in hundredths of its size. */
export function widthOfLetter(letter: string, bold: boolean): number {
  const weight = bold ? 'bold' : 'regular'
  const code = letter.codePointAt(0) ?? 0
  const known = LATIN[weight][code - BLANK] ?? CYRILLIC[weight][code - FIRST_CYRILLIC] ?? OWN.get(letter)
  if (known !== undefined) return known
  if (isHangul(letter)) return HANGUL
  return isSquare(letter) ? SQUARE : OTHER
}
