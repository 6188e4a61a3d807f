import type { Alignment } from '../domain/alignment.ts'
import type { Act, BriefSource, BriefStanding } from '../domain/brief.ts'
import type { Grounds } from '../domain/said.ts'
import type { Report } from '../domain/story.ts'
import type { ActFound } from './acts.ts'
import { opposed } from './plausible.ts'

/** Those whose word is their government's. */
const OFFICIAL: ReadonlySet<string> = new Set(['state-media', 'government'])

/** `the United States`, `Ukraine`. */
export const the = (country: string): string => (/^(?:United |Philippines|Netherlands)/u.test(country) ? `the ${country}` : country)

/**
 * Who alleges an act: the state on whose word alone it is coded, or the one coded as accusing a party to it, most often. null where
 * none is: nobody is named on a guess. By its code.
 */
export function accuserOf({ act, events }: ActFound, reports: readonly Report[], alignments: readonly Alignment[]): string | null {
  const counts = new Map<string, number>()
  for (const { event } of events) if (event.claimant) counts.set(event.claimant, (counts.get(event.claimant) ?? 0) + 1)
  for (const { assessment } of reports) {
    const accusing = assessment.events.filter(
      ({ category, recipients }) => category === 'ACCUSE' && recipients.some((state) => act.actors.includes(state)),
    )
    for (const state of new Set(accusing.flatMap(({ actors }) => actors)))
      if (act.actors.some((actor) => opposed(state, actor, alignments))) counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  return best?.[0] ?? null
}

/** The states that are party to acts and whose own outlets, state media or government, are among the sources. */
export function confirming(
  acts: readonly Pick<Act, 'actors' | 'recipients'>[],
  sources: readonly Pick<BriefSource, 'kind' | 'country'>[],
): readonly string[] {
  const parties = new Set(acts.flatMap(({ actors, recipients }) => [...actors, ...recipients]))
  return [...new Set(sources.filter(({ kind, country }) => OFFICIAL.has(kind) && parties.has(country)).map(({ country }) => country))]
}

/**
 * The standing of a story: its first act's; what a state says of its opponents is alleged, however it is coded; what one state's own
 * media alone say is a claim; what only outlets of others tell as a fact is reported.
 */
export function storyStanding(acts: readonly ActFound[], sources: readonly BriefSource[], speaker: string | null = null): BriefStanding {
  const [first] = acts
  if (speaker !== null && (first === undefined || first.act.category === 'ACCUSE' || !first.act.actors.includes(speaker))) return 'alleged'
  const standing = first?.act.standing ?? 'confirmed'
  const groups = new Set(sources.map(({ group }) => group))
  if (standing !== 'confirmed') return standing
  if (sources.every(({ kind }) => OFFICIAL.has(kind)) && groups.size === 1) return 'claimed'
  return confirming(
    acts.map(({ act }) => act),
    sources,
  ).length > 0
    ? 'confirmed'
    : 'reported'
}

/** What the standing rests on. Only outlets that speak for a state confirm anything, and only for a party to the acts. `accuser` by its code. */
export function groundsOf(
  standing: BriefStanding,
  acts: readonly Pick<Act, 'actors' | 'recipients'>[],
  sources: readonly BriefSource[],
  accuser: string | null,
): Grounds {
  const [outlet = null, ...others] = new Set(sources.map((source) => source.outlet))
  const groups = new Set(sources.map(({ group }) => group)).size
  const official = confirming(acts, sources)
  switch (standing) {
    case 'planned':
      return { kind: 'planned', by: official }
    case 'alleged':
      return { kind: 'alleged', by: accuser }
    case 'claimed':
      if (official.length > 0)
        return groups === 1 && others.length === 0 ? { kind: 'claimed-alone', outlet: outlet ?? '' } : { kind: 'claimed', by: official }
      if (accuser !== null) return { kind: 'claimed', by: [accuser] }
      return { kind: 'claim', outlet, reports: groups }
    case 'confirmed':
      return { kind: 'confirmed', by: official }
    default:
      return { kind: 'reported', outlet, outlets: groups }
  }
}
