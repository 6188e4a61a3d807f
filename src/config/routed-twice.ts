import type { Entry } from './check.ts'
import { type Problem, printPath } from './problem.ts'
import type { Source } from './source.ts'

type Written = { readonly id: string; readonly platform: string; readonly channel: string; readonly alignments: readonly string[] }

/** Whether two routes lead to one channel: no platform tells channel ids apart by letter case. */
export const isSameChannel = (a: Omit<Written, 'alignments' | 'id'>, b: Omit<Written, 'alignments' | 'id'>): boolean =>
  a.platform === b.platform && a.channel.toLowerCase() === b.channel.toLowerCase()

/** No alignments stands for all. Languages and actors keep nothing apart: one story has reports in several and names several. */
export const mayOverlap = (a: Written, b: Written): boolean =>
  a.alignments.length === 0 || b.alignments.length === 0 || a.alignments.some((id) => b.alignments.includes(id))

/** Routes that would post one story to one channel twice, as problems at the later one. */
export function routedTwice(source: Source, entries: readonly Entry<Written>[]): readonly Problem[] {
  return entries.flatMap((entry, index) => {
    const before = entries
      .slice(0, index)
      .find(({ value }) => value.id !== entry.value.id && isSameChannel(value, entry.value) && mayOverlap(value, entry.value))
    if (before === undefined) return []
    const place = `"${before.value.id}" at ${printPath(before.path)} (line ${source.lineOf(before.path)})`
    return [
      source.problem(
        [...entry.path, 'channel'],
        `the route "${entry.value.id}" leads to the same channel as ${place}: stories that fit both would be posted there twice`,
        'Remove one of the two, or give them alignments of which none is in both.',
      ),
    ]
  })
}

/** What an operator is told of a channel of the environment that routes.yaml leads to already: it gets no second route. */
export const alreadyRouted = (named: Written, written: Written): Problem => ({
  file: 'environment',
  line: null,
  path: `${named.platform.toUpperCase()}_CHANNELS`,
  message: `"${named.channel}" is already the channel of the route "${written.id}" in routes.yaml: that route alone posts there`,
  fix: 'Take it out of one of the two.',
})
