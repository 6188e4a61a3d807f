import { fileURLToPath } from 'node:url'

/** Pixels for each SVG unit: sharp on phones. */
const ZOOM = 2

const fontFile = (face: string): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${face}/NotoSans_${face}.ttf`))

/** Draws an SVG as PNG with Noto Sans (Latin, Cyrillic, Greek). The drawing library is loaded at the first picture. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontFiles: [fontFile('400Regular'), fontFile('700Bold')], loadSystemFonts: false, defaultFontFamily: 'Noto Sans' },
  })
  return image.asPng()
}
