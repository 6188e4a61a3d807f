import type { Alignment } from '../domain/alignment.ts'
import type { Act, BriefSource } from '../domain/brief.ts'
import { countryName } from '../domain/country.ts'
import type { Standing } from '../domain/event.ts'
import type { Report } from '../domain/story.ts'
import type { ActFound } from './acts.ts'
import { listed } from './names.ts'
import { opposed } from './plausible.ts'

/** Those whose word is their government's. */
const OFFICIAL: ReadonlySet<string> = new Set(['state-media', 'government'])

/** `the United States`, `Ukraine`. */
export const the = (country: string): string => (/^(?:United |Philippines|Netherlands)/u.test(country) ? `the ${country}` : country)

/** Who alleges an act: the state coded as accusing a party to it, most often. null where none is: nobody is named on a guess. */
export function accuserOf(
  act: Pick<Act, 'actors' | 'recipients'>,
  reports: readonly Report[],
  alignments: readonly Alignment[],
): string | null {
  const counts = new Map<string, number>()
  for (const { assessment } of reports) {
    const accusing = assessment.events.filter(
      ({ category, recipients }) => category === 'ACCUSE' && recipients.some((state) => act.actors.includes(state)),
    )
    for (const state of new Set(accusing.flatMap(({ actors }) => actors)))
      if (act.actors.some((actor) => opposed(state, actor, alignments))) counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  return best === undefined ? null : the(countryName(best[0]))
}

/**
 * The standing of a story: its first act's; what a state says of its opponents is alleged, however it is coded; what one state's own
 * media alone say is a claim.
 */
export function storyStanding(first: ActFound | undefined, sources: readonly BriefSource[], speaker: string | null = null): Standing {
  if (speaker !== null && (first === undefined || first.act.category === 'ACCUSE' || !first.act.actors.includes(speaker))) return 'alleged'
  const standing = first?.act.standing ?? 'confirmed'
  const groups = new Set(sources.map(({ group }) => group))
  const onlyOfficial = sources.every(({ kind }) => OFFICIAL.has(kind))
  return standing === 'confirmed' && onlyOfficial && groups.size === 1 ? 'claimed' : standing
}

/** The standing in words, as a reader sees it. Only outlets that speak for a state confirm anything, and only for a party to the acts. */
export function standingText(
  standing: Standing,
  acts: readonly Pick<Act, 'actors' | 'recipients'>[],
  sources: readonly BriefSource[],
  accuser: string | null,
): string {
  const outlets = [...new Set(sources.map(({ outlet }) => outlet))]
  const groups = new Set(sources.map(({ group }) => group)).size
  const parties = new Set(acts.flatMap(({ actors, recipients }) => [...actors, ...recipients]))
  const official = [
    ...new Set(sources.filter(({ kind, country }) => OFFICIAL.has(kind) && parties.has(country)).map(({ country }) => country)),
  ]
  switch (standing) {
    case 'planned':
      return official.length > 0 ? `Planned, says ${listed(official.map((code) => the(countryName(code))))}` : 'Planned'
    case 'alleged':
      return accuser === null ? 'Attributed, not confirmed' : `Alleged by ${accuser}`
    case 'claimed':
      if (groups === 1 && outlets.length === 1) return `Claimed by ${outlets[0] ?? 'one outlet'} only`
      return official.length > 0
        ? `Claimed by ${listed(official.map((code) => the(countryName(code))))}`
        : `Claimed; ${groups} independent ${groups === 1 ? 'source' : 'sources'}`
    default:
      if (official.length >= 2) return `Confirmed by ${listed(official.map((code) => the(countryName(code))))}`
      if (official.length === 1) return `Confirmed by ${the(countryName(official[0] ?? ''))}`
      return groups > 1 ? `Reported by ${groups} independent outlets` : `Reported by ${outlets[0] ?? 'one outlet'}`
  }
}
