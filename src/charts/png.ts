import { facePaths, facesFor } from './font/faces.ts'
import { indexedPng } from './indexed-png.ts'
import { outlined } from './outlined.ts'

/** Pixels for each SVG unit: sharp on phones. */
const ZOOM = 2

/** The language that the drawing names at its root, as BCP 47; English where it names none. */
const languageOf = (svg: string): string => /^<svg[^>]* lang="([^"]+)"/.exec(svg)?.[1] ?? 'en'

/** Pictures kept as PNG, some 60 kB each: several readers ask the same within minutes, and the same answer is sent to each. */
const KEPT = 32
const drawings = new Map<string, Promise<Uint8Array>>()

/**
 * An SVG as PNG with Noto Sans: Latin, Cyrillic and Greek whole, Hangul, kana and Han letters as far as the bot's words and facts have
 * them, in the shapes of the language that the root's `lang` names. The drawing library and the faces are loaded at the first picture
 * that needs them; drawing and compressing are done beside the main thread. What was drawn of late is not drawn again.
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
  const [{ renderAsync }, faces] = await Promise.all([import('@resvg/resvg-js'), facesFor(svg, languageOf(svg))])
  const set = outlined(svg, faces)
  const image = await renderAsync(set, {
    fitTo: { mode: 'zoom', value: ZOOM },
    // The library reads a font anew for each text that is left to it.
    font: {
      fontFiles: set.includes('<text') ? [...facePaths(set)] : [],
      loadSystemFonts: false,
      defaultFontFamily: 'Noto Sans',
    },
  })
  return (await indexedPng({ width: image.width, height: image.height, rgba: image.pixels })) ?? image.asPng()
}
