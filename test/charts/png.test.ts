import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, test } from 'vitest'
import { faceOf } from '#src/charts/font/face.ts'
import { indexedPng } from '#src/charts/indexed-png.ts'
import { outlined } from '#src/charts/outlined.ts'
import { toPng } from '#src/charts/png.ts'

const file = (face: string): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${face}/NotoSans_${face}.ttf`))
const files = [file('400Regular'), file('700Bold')] as const
const faces = { regular: faceOf(readFileSync(files[0])), bold: faceOf(readFileSync(files[1])) }

const drawing = (inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 60" width="400" height="60" font-family="'Noto Sans'"><rect width="400" height="60" fill="#ffffff"/>${inner}</svg>`

/** Red, green, blue and opacity of each pixel, as the library draws it with the font. */
const pixels = (svg: string): Uint8Array =>
  new Resvg(svg, { font: { fontFiles: [...files], loadSystemFonts: false, defaultFontFamily: 'Noto Sans' } }).render().pixels

/** The greatest difference of any colour of any pixel, and the share of pixels that differ by more than a shade. */
function difference(a: Uint8Array, b: Uint8Array): { readonly share: number } {
  const apart = a.filter((value, at) => Math.abs(value - (b[at] ?? 0)) > 24).length
  return { share: apart / a.length }
}

describe('texts as paths', () => {
  test.each([
    ['plain letters', '<text x="10" y="40" font-size="23" fill="#16202b" font-weight="400" text-anchor="start">Reports a week</text>'],
    ['bold letters with kerning', '<text x="10" y="40" font-size="23" fill="#16202b" font-weight="700">AVATAR To Wonsan, Yokohama</text>'],
    ['Cyrillic and accents', '<text x="10" y="40" font-size="20" fill="#16202b">Лавров прибыл; Séoul, Tōkyō</text>'],
    ['a text in the middle', '<text x="200" y="40" font-size="15" fill="#4a5561" text-anchor="middle">20 of 79 feeds down</text>'],
    ['a text at its end', '<text x="390" y="40" font-size="15" fill="#4a5561" text-anchor="end">1,024 &amp; more</text>'],
    [
      'spans side by side',
      '<text x="10" y="40" font-size="17" fill="#16202b"><tspan font-weight="700">Japan</tspan><tspan dx="12" fill="#4a5561">34 reports</tspan></text>',
    ],
  ])('%s look as the library sets them', (_, text) => {
    const svg = drawing(text)
    const set = outlined(svg, faces)
    expect(set).not.toContain('<text')
    expect(difference(pixels(set), pixels(svg)).share).toBeLessThan(0.002)
    expect(difference(pixels(set), pixels(drawing(''))).share).toBeGreaterThan(0.005)
  })

  test.each([
    ['letters that the font lacks', '<text x="10" y="40" font-size="20">북한 Russia</text>'],
    ['marks that join letters', '<text x="10" y="40" font-size="20">e\u0301</text>'],
    ['a setting not known here', '<text x="10" y="40" font-size="20" letter-spacing="2">Wonsan</text>'],
    ['spans with places of their own', '<text x="10" y="40" font-size="20"><tspan x="90">Wonsan</tspan></text>'],
  ])('%s are left to the library', (_, text) => {
    expect(outlined(drawing(text), faces)).toBe(drawing(text))
  })

  test('what a text says cannot become markup', () => {
    const set = outlined(drawing('<text x="1" y="9" font-size="9" fill="&quot;/&gt;">&lt;script&gt; &amp;quot;</text>'), faces)
    expect(set).not.toMatch(/<script|""/)
    expect(pixels(set).length).toBeGreaterThan(0)
  })
})

/** The chunks of a PNG by name. */
function chunksOf(png: Uint8Array): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(png)
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  return chunks
}

/** What a viewer shows: colours by the palette, rows by their filters. */
function shown(png: Uint8Array): { readonly width: number; readonly height: number; readonly rgba: Uint8Array } {
  const chunks = chunksOf(png)
  const [header, palette, data] = ['IHDR', 'PLTE', 'IDAT'].map((name) => chunks.get(name) ?? Buffer.alloc(13))
  if (header === undefined || palette === undefined || data === undefined) throw new Error('a chunk is missing')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const rows = inflateSync(data)
  const rgba = new Uint8Array(4 * width * height)
  for (let row = 0; row < height; row += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = row * (width + 1) + 1 + x
      if (rows[row * (width + 1)] === 2) rows[at] = ((rows[at] ?? 0) + (rows[at - width - 1] ?? 0)) & 255
      rgba.set([...palette.subarray(3 * (rows[at] ?? 0), 3 * (rows[at] ?? 0) + 3), 255], 4 * (row * width + x))
    }
  }
  return { width, height, rgba }
}

describe('pictures as PNG', () => {
  test('a picture of few colours shows just what was drawn', async () => {
    const rgba = pixels(drawing('<rect x="20" y="10" width="100" height="30" fill="#0f6f6c"/>'))
    expect(shown((await indexedPng({ width: 400, height: 60, rgba })) ?? new Uint8Array())).toEqual({
      width: 400,
      height: 60,
      rgba: new Uint8Array(rgba),
    })
  })

  test('beyond 256 colours, each pixel keeps its colour to within a shade', async () => {
    const [width, height] = [40, 30]
    const rgba = new Uint8Array(4 * width * height)
    for (let at = 0; at < width * height; at += 1) rgba.set([at % 251, (at * 7) % 240, 128, 255], 4 * at)
    const found = shown((await indexedPng({ width, height, rgba })) ?? new Uint8Array())
    const worst = Math.max(...found.rgba.map((value, at) => Math.abs(value - (rgba[at] ?? 0))))
    expect(worst).toBeLessThan(40)
  })

  test('what can be seen through is no such picture', async () => {
    expect(await indexedPng({ width: 1, height: 1, rgba: new Uint8Array([1, 2, 3, 128]) })).toBeNull()
  })

  test('a drawing becomes a picture of twice its size, the same one where it is asked again', async () => {
    const svg = drawing('<text x="10" y="40" font-size="20" fill="#16202b">Wonsan</text>')
    const [first, again] = await Promise.all([toPng(svg), toPng(svg)])
    expect(again).toBe(first)
    const { width, height } = shown(first)
    expect([width, height]).toEqual([800, 120])
  })

  test('a drawing with letters that the font lacks becomes a picture too', async () => {
    expect(shown(await toPng(drawing('<text x="10" y="40" font-size="20">북한</text>'))).width).toBe(800)
  })
})
