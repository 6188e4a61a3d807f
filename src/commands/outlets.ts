import type { Archive } from '../domain/archive.ts'
import type { Choice, CommandContext } from '../domain/command.ts'
import { distance } from '../domain/edit-distance.ts'
import { cut } from './lines.ts'

/** Outlets that are known by name; more than news of the two alignments ever came from. */
const KNOWN = 2_000
const FRESH_MS = 60_000
const SHOWN = 25
/** Outlets that one word may mean: editions and services of one house. */
const MEANT = 12

type Remembered = { names: readonly string[]; askedAt: number }
const remembered = new WeakMap<Archive, Remembered>()

/** Letters and figures alone, in small letters: `RIA Novosti`, `ria-novosti`. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The outlets that a name means: the one called so, else those whose name begins with it, else those that hold it; with near ones where there are none. */
export async function outletsMeant(
  typed: string,
  archive: Archive,
): Promise<{ readonly found: readonly string[]; readonly near: readonly string[] }> {
  const wanted = plain(typed)
  const all = (await archive.outlets(KNOWN)).map((name) => ({ name, plain: plain(name) }))
  const tests = [(name: string) => name === wanted, (name: string) => name.startsWith(wanted), (name: string) => name.includes(wanted)]
  for (const test of wanted === '' ? [] : tests) {
    const found = all.filter((one) => test(one.plain)).slice(0, MEANT)
    if (found.length > 0) return { found: found.map(({ name }) => name), near: [] }
  }
  const near = all
    .map(({ name, plain: letters }) => ({ name, far: distance(letters, wanted, 2) }))
    .filter(({ far }) => far <= 2)
    .toSorted((a, b) => a.far - b.far)
  return { found: [], near: near.slice(0, 5).map(({ name }) => name) }
}

/** Outlets as they were a moment ago: completing needs no wait. The first call knows none. */
function known({ archive, now }: CommandContext): readonly string[] {
  const last = remembered.get(archive) ?? { names: [], askedAt: Number.NEGATIVE_INFINITY }
  if (Math.abs(now() - last.askedAt) < FRESH_MS && last.names.length > 0) return last.names
  const asked: Remembered = { names: last.names, askedAt: now() }
  remembered.set(archive, asked)
  archive.outlets(KNOWN).then(
    (names) => {
      asked.names = names
    },
    () => remembered.delete(archive), // completions are a convenience: the command itself will say what is wrong
  )
  return last.names
}

/** Outlets by what is typed: those that begin so first. */
export function outletChoices(typed: string, context: CommandContext): readonly Choice[] {
  const wanted = plain(typed)
  const fitting = known(context).filter((name) => plain(name).includes(wanted))
  const first = fitting.filter((name) => plain(name).startsWith(wanted))
  return [...new Set([...first, ...fitting])].slice(0, SHOWN).map((name) => ({ name: cut(name, 100), value: cut(name, 100) }))
}
