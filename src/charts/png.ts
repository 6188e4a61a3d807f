import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Face, faceOf } from './font/face.ts'
import { indexedPng } from './indexed-png.ts'
import { outlined } from './outlined.ts'

/** Pixels for each SVG unit: sharp on phones. */
const ZOOM = 2

const fontFile = (face: string): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${face}/NotoSans_${face}.ttf`))
const FILES = { regular: fontFile('400Regular'), bold: fontFile('700Bold') }

let faces: Promise<{ readonly regular: Face; readonly bold: Face }> | null = null

async function readFaces() {
  const [regular, bold] = await Promise.all([readFile(FILES.regular), readFile(FILES.bold)])
  return { regular: faceOf(regular), bold: faceOf(bold) }
}

/** Pictures kept as PNG, some 60 kB each: several readers ask the same within minutes, and the same answer is sent to each. */
const KEPT = 32
const drawings = new Map<string, Promise<Uint8Array>>()

/**
 * An SVG as PNG with Noto Sans (Latin, Cyrillic, Greek). The drawing library and the font are loaded at the first picture; drawing and
 * compressing are done beside the main thread. What was drawn of late is not drawn again.
 */
export function toPng(svg: string): Promise<Uint8Array> {
  const known = drawings.get(svg)
  const png = known ?? draw(svg)
  drawings.delete(svg)
  drawings.set(svg, png)
  if (known === undefined) png.catch(() => drawings.delete(svg))
  const oldest = drawings.size > KEPT ? drawings.keys().next().value : undefined
  if (oldest !== undefined) drawings.delete(oldest)
  return png
}

async function draw(svg: string): Promise<Uint8Array> {
  faces ??= readFaces()
  const [{ renderAsync }, known] = await Promise.all([import('@resvg/resvg-js'), faces])
  const set = outlined(svg, known)
  const image = await renderAsync(set, {
    fitTo: { mode: 'zoom', value: ZOOM },
    // The library reads a font anew for each text that is left to it.
    font: {
      fontFiles: set.includes('<text') ? [FILES.regular, FILES.bold] : [],
      loadSystemFonts: false,
      defaultFontFamily: 'Noto Sans',
    },
  })
  return (await indexedPng({ width: image.width, height: image.height, rgba: image.pixels })) ?? image.asPng()
}
