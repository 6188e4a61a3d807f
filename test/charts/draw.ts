// node test/charts/draw.ts FOLDER: every kind of picture as PNG, bright and dark, to be looked at.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toPng } from '#src/charts/png.ts'
import { themed } from '#src/charts/theme.ts'
import { SAMPLES } from './samples.ts'

const [folder = 'pictures'] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
for (const [name, { svg }] of Object.entries(SAMPLES))
  for (const theme of ['light', 'dark'] as const) await writeFile(join(folder, `${name}-${theme}.png`), await toPng(themed(svg, theme)))
