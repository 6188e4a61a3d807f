import type { Entry } from './check.ts'
import { type Problem, printPath } from './problem.ts'
import type { Source } from './source.ts'

type Written = { readonly id: string; readonly platform: string; readonly channel: string }

/**
 * Whether two routes lead to one channel, which may have one only: nothing keeps two apart, since one story can be about several
 * alignments, have reports in several languages and name several actors. No platform tells channel ids apart by letter case.
 */
export const isSameChannel = (a: Omit<Written, 'id'>, b: Omit<Written, 'id'>): boolean =>
  a.platform === b.platform && a.channel.toLowerCase() === b.channel.toLowerCase()

/** Routes that would post one story to one channel twice, as problems at the later one. */
export function routedTwice(source: Source, entries: readonly Entry<Written>[]): readonly Problem[] {
  return entries.flatMap((entry, index) => {
    const before = entries.slice(0, index).find(({ value }) => value.id !== entry.value.id && isSameChannel(value, entry.value))
    if (before === undefined) return []
    const place = `"${before.value.id}" at ${printPath(before.path)} (line ${source.lineOf(before.path)})`
    return [
      source.problem(
        [...entry.path, 'channel'],
        `the route "${entry.value.id}" leads to the same channel as ${place}: stories that fit both would be posted there twice`,
        'Make one of the two: a route can have several alignments, and be live and make digests (mode: both).',
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
