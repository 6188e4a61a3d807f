// Makes the faces in src/charts/font/faces/: those letters of Noto Sans KR, JP, SC and TC that are in common use, or that the
// bot's own words and the facts in config/ are written in; in bold the latter only: titles hold little else.
// Run: node test/charts/font/make.ts FOLDER, where FOLDER holds the packages @expo-google-fonts/noto-sans-{kr,jp,sc,tc} 0.4.3
// (`npm pack` each, unpacked as kr, jp, sc, tc). Licence of the faces: SIL OFL 1.1, src/charts/font/faces/LICENSE.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import subsetFont from 'subset-font'
import { FACES, facePath } from '#src/charts/font/faces.ts'
import { commonLetters, lettersInUse } from './in-use.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name the folder with the fonts: node test/charts/font/make.ts FOLDER')

const letters = await lettersInUse()
await mkdir(join(import.meta.dirname, '../../../src/charts/font/faces'), { recursive: true })
for (const script of FACES) {
  for (const [weight, source] of [
    ['regular', '400Regular'],
    ['bold', '700Bold'],
  ] as const) {
    const path = join(folder, script, source, `NotoSans${script.toUpperCase()}_${source}.ttf`)
    const subset = await subsetFont(
      await readFile(path),
      [...(weight === 'bold' ? letters[script] : letters[script].union(commonLetters(script)))].toSorted().join(''),
      {
        targetFormat: 'truetype',
      },
    )
    await writeFile(facePath(script, weight), subset)
    process.stdout.write(`${script} ${weight}: ${subset.length} bytes\n`)
  }
}
