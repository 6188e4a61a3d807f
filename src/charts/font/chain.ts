import type { Face, Line } from './face.ts'

/**
 * Several faces as one: each letter is set in the first that has it. The others' letters are drawn to the size of the first face.
 * There is no kerning between letters of two faces.
 */
export function chainOf(first: Face, ...others: readonly Face[]): Face {
  const faces = [first, ...others]
  const faceFor = (letter: string): Face | undefined => faces.find((face) => face.has(letter))
  const fits = faces.every(({ unitsPerEm }) => unitsPerEm === first.unitsPerEm)
  if (!fits) throw new Error('these faces are drawn to different units: they cannot stand in one line')
  return {
    unitsPerEm: first.unitsPerEm,
    has: (letter) => faceFor(letter) !== undefined,
    line(text) {
      const runs = runsOf(text, faceFor)
      return runs === null ? null : joined(runs.map(({ face, run }) => face.line(run)))
    },
  }
}

type Run = { readonly face: Face; readonly run: string }

/** null where no face has one of the letters. */
function runsOf(text: string, faceFor: (letter: string) => Face | undefined): readonly Run[] | null {
  const runs: { face: Face; run: string }[] = []
  for (const letter of text) {
    const last = runs.at(-1)
    const face = faceFor(letter)
    if (face === undefined) return null
    if (last?.face === face) last.run += letter
    else runs.push({ face, run: letter })
  }
  return runs
}

function joined(lines: readonly (Line | null)[]): Line | null {
  let path = ''
  let width = 0
  for (const line of lines) {
    if (line === null) return null
    path += moved(line.path, width)
    width += line.width
  }
  return { path, width }
}

/** Letters of a path begin with an absolute `M`, and go on in steps. */
const moved = (path: string, by: number): string => (by === 0 ? path : path.replace(/M(-?[\d.]+)/g, (_, x: string) => `M${Number(x) + by}`))
