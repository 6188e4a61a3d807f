// node test/charts/draw.ts FOLDER [LANGUAGE]: every kind of picture as PNG, bright and dark, to be looked at.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toPng } from '#src/charts/png.ts'
import { themed } from '#src/charts/theme.ts'
import { LOCALES } from '#src/domain/locale.ts'
import { samplesIn } from './samples.ts'

const [folder = 'pictures', language = 'en'] = process.argv.slice(2)
const locale = LOCALES.find((one) => one === language)
if (locale === undefined) throw new Error(`Name one of ${LOCALES.join(', ')}, not “${language}”.`)
await mkdir(folder, { recursive: true })
for (const [name, { svg }] of Object.entries(samplesIn(locale)))
  for (const theme of ['light', 'dark'] as const) await writeFile(join(folder, `${name}-${theme}.png`), await toPng(themed(svg, theme)))
