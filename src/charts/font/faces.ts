import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chainOf } from './chain.ts'
import { type Face, faceOf } from './face.ts'

/** By weight: 400 and 700. */
export type Faces = { readonly regular: Face; readonly bold: Face }
export type Weight = keyof Faces

/** The faces beside Noto Sans, by script: one letter has a shape in Korea, another in Japan, and two in China. */
export const FACES = ['kr', 'jp', 'sc', 'tc'] as const
export type FaceScript = (typeof FACES)[number]

/** By the language of the text, which face has the first word. */
const FIRST: Readonly<Record<string, FaceScript>> = { ko: 'kr', ja: 'jp', 'zh-Hans': 'sc', 'zh-Hant': 'tc' }

/** What Noto Sans itself is not made for. */
const EAST_ASIAN = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffee\u{20000}-\u{323af}]/u

/** Where a face of East Asian letters lies: those in which the bot's words and `config/` are written (test/charts/font/make.ts). */
export const facePath = (script: FaceScript, weight: Weight): string =>
  fileURLToPath(new URL(`./faces/NotoSans${script.toUpperCase()}-${weight}.ttf`, import.meta.url))

const latin = (face: string): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${face}/NotoSans_${face}.ttf`))
const LATIN: Readonly<Record<Weight, string>> = { regular: latin('400Regular'), bold: latin('700Bold') }

/** East Asian letters stand in squares: they are not drawn nearer to each other. */
const latinPaths: ReadonlySet<string> = new Set(Object.values(LATIN))

/** The files of all faces that these letters need. */
export const facePaths = (text: string): readonly string[] => [
  ...Object.values(LATIN),
  ...(EAST_ASIAN.test(text) ? FACES.flatMap((script) => [facePath(script, 'regular'), facePath(script, 'bold')]) : []),
]

/**
 * The faces that set a text of this language (BCP 47), read when they are first asked for: Noto Sans, and behind it East Asian ones
 * where the text has such letters.
 */
export async function facesFor(text: string, language: string): Promise<Faces> {
  const [regular, bold] = await Promise.all([faceFor('regular', text, language), faceFor('bold', text, language)])
  return { regular, bold }
}

/** A letter that no bold face has is set in a regular one: those have all that is in common use. */
async function faceFor(weight: Weight, text: string, language: string): Promise<Face> {
  const chain = [await read(LATIN[weight])]
  const first = FIRST[language] ?? 'sc'
  const scripts = [first, ...FACES.filter((script) => script !== first)]
  const paths = (weight === 'bold' ? (['bold', 'regular'] as const) : (['regular'] as const)).flatMap((one) =>
    scripts.map((script) => facePath(script, one)),
  )
  let lacking = [...new Set(text)].filter((letter) => EAST_ASIAN.test(letter))
  for (const path of paths) {
    if (lacking.length === 0) break
    const face = await read(path)
    chain.push(face)
    lacking = lacking.filter((letter) => !face.has(letter))
  }
  const [base = await read(LATIN[weight]), ...others] = chain
  return others.length === 0 ? base : chainOf(base, ...others)
}

const known = new Map<string, Promise<Face>>()

function read(path: string): Promise<Face> {
  const before = known.get(path)
  if (before !== undefined) return before
  const face = readFile(path).then((bytes) => faceOf(bytes, latinPaths.has(path)))
  face.catch(() => known.delete(path))
  known.set(path, face)
  return face
}
