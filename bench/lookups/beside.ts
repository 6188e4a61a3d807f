import MiniSearch from 'minisearch'
import type { Store } from '#src/store/store.ts'
import { numbers, vocabulary } from './words.ts'
import { storyAt, type World } from './world.ts'

export type Beside = { readonly what: string; readonly count: number; readonly p50: number; readonly p99: number; readonly max: number }

function rowOf(what: string, times: readonly number[]): Beside {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { what, count: times.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}

function measured(what: string, turns: number, ask: (turn: number) => unknown): Beside {
  const times = Array.from({ length: turns }, (_, turn) => {
    const before = performance.now()
    ask(turn)
    return performance.now() - before
  })
  return rowOf(what, times)
}

async function measuredLater(what: string, turns: number, ask: (turn: number) => Promise<unknown>): Promise<Beside> {
  const times: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const before = performance.now()
    await ask(turn)
    times.push(performance.now() - before)
  }
  return rowOf(what, times)
}

/** What memory holds, in MB, after a collection where one can be asked for. */
function heapMb(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1e6
}

/**
 * The same two common words asked of the store, of minisearch, and of a list of texts looked through from its beginning. The other two
 * hold `stories` stories, in memory: they are told with how many.
 */
export async function beside(world: World, store: Store, stories: number, turns: number): Promise<readonly Beside[]> {
  const words = vocabulary('en')
  const query = (turn: number): string => [0, 1].map((step) => words[10 + Math.floor(numbers(turn * 7 + step)() * 290)]).join(' ')
  const ours = await measuredLater('two words: this store, ten newest', turns, (turn) => store.archive.search(query(turn), 10))
  if (stories <= 0) return [ours]
  const texts = Array.from({ length: stories }, (_, id) => ({
    id,
    text: storyAt(world, id, 0)
      .reports.map(({ item }) => `${item.title}\n${item.text}`)
      .join('\n')
      .toLowerCase(),
  }))
  const listed = measured(`two words: includes() over ${stories} stories in memory`, turns, (turn) => {
    const [a = '', b = ''] = query(turn).split(' ')
    return texts.filter(({ text }) => text.includes(a) && text.includes(b)).slice(0, 10)
  })
  const [startedAt, before] = [performance.now(), heapMb()]
  const index = new MiniSearch<{ readonly id: number; readonly text: string }>({ fields: ['text'], storeFields: [] })
  for (const one of texts) index.add(one)
  const taken = `${Math.round((performance.now() - startedAt) / 1_000)} s to index, ${Math.round(heapMb() - before)} MB`
  process.stderr.write(`minisearch: ${stories} stories, ${taken}\n`)
  return [
    ours,
    listed,
    measured(`two words: minisearch over ${stories} stories in memory (${taken})`, turns, (turn) =>
      index.search(query(turn), { combineWith: 'AND' }).slice(0, 10),
    ),
  ]
}
