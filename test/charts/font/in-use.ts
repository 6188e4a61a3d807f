import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { parse } from 'yaml'
import type { FaceScript } from '#src/charts/font/faces.ts'
import { COUNTRIES } from '#src/domain/country.ts'
import { stateName } from '#src/words/states.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** Hangul, kana, Han letters and the marks that are set with them. */
const EAST_ASIAN = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffee\u{20000}-\u{323af}·…—「」『』《》〈〉“”‘’]/u
const HANGUL = /[\u3130-\u318f\uac00-\ud7af]/

/** Which faces draw what is written in a language; what names no language may be drawn by any. */
const SCRIPTS: Readonly<Record<string, readonly FaceScript[]>> = {
  ko: ['kr'],
  ja: ['jp'],
  zh: ['sc', 'tc'],
  'zh-Hans': ['sc'],
  'zh-hans': ['sc'],
  'zh-Hant': ['tc'],
  'zh-hant': ['tc'],
}
const WORDS = { ko: 'ko', ja: 'ja', 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant' } as const

/**
 * The letters in common use, as national standards list them, from the first pair of bytes to the last: KS X 1001's syllables, the kanji
 * of JIS X 0208 level 1, the characters of GB 2312 level 1 and of Big5 level 1. So most names that an operator adds can be drawn too.
 */
const COMMON: Readonly<Record<FaceScript, { readonly encoding: string; readonly first: number; readonly last: number }>> = {
  kr: { encoding: 'euc-kr', first: 0xb0a1, last: 0xc8fe },
  jp: { encoding: 'shift_jis', first: 0x889f, last: 0x9872 },
  sc: { encoding: 'gb2312', first: 0xb0a1, last: 0xd7f9 },
  tc: { encoding: 'big5', first: 0xa440, last: 0xc67e },
}

/** The letters of a face that are in common use. */
export function commonLetters(script: FaceScript): ReadonlySet<string> {
  const { encoding, first, last } = COMMON[script]
  const codes = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const letters = codes.map((code) => iconv.decode(Uint8Array.of(code >> 8, code & 0xff), encoding))
  return new Set(letters.filter((letter) => [...letter].length === 1 && /[\u3400-\u9fff\uac00-\ud7af]/.test(letter)))
}

export type Letters = Readonly<Record<FaceScript, ReadonlySet<string>>>

/** The East Asian letters in which the words of the bot and the facts in `config/` are written, by the face that is to draw them. */
export async function lettersInUse(): Promise<Letters> {
  const letters = { kr: new Set<string>(), jp: new Set<string>(), sc: new Set<string>(), tc: new Set<string>() }
  const take = (text: string, scripts: readonly FaceScript[]): void => {
    for (const letter of text) {
      if (!EAST_ASIAN.test(letter)) continue
      for (const script of HANGUL.test(letter) ? (['kr'] as const) : scripts) letters[script].add(letter)
    }
  }
  for (const [language, locale] of Object.entries(WORDS)) {
    for (const code of COUNTRIES) take(stateName(code, locale), SCRIPTS[language] ?? [])
    for (const text of await texts(join('src/words', language), '.ts', `src/words/${language}.ts`)) take(text, SCRIPTS[language] ?? [])
  }
  for (const text of await texts('config', '.yaml'))
    walk(parse(text), null, (value, language) => take(value, language === null ? ['sc'] : (SCRIPTS[language] ?? [])))
  return letters
}

/** Every text of a document, with the language whose key stands above it. */
function walk(node: unknown, language: string | null, tell: (text: string, language: string | null) => void): void {
  if (typeof node === 'string') tell(node, language)
  if (node === null || typeof node !== 'object') return
  for (const [key, value] of Object.entries(node)) walk(value, key in SCRIPTS ? key : language, tell)
}

async function texts(folder: string, ending: string, ...more: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ parentPath, name }) => join(parentPath, name))
  return Promise.all([...files, ...more.map((file) => join(ROOT, file))].map((file) => readFile(file, 'utf8')))
}
