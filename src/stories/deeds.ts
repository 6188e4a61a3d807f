import type { Category, Event } from '../domain/event.ts'

/** By category, the states that do it: what tells two like deeds of different doers apart. */
export type Deeds = ReadonlyMap<Category, ReadonlySet<string>>

/** Where who does it and to whom is one and the same: a meeting is everybody's who is there. */
const MUTUAL: ReadonlySet<Category> = new Set(['CONSULT', 'COOPERATE', 'AGREE'])

/** Deeds whose doers are told so plainly that other doers make another deed. */
const TELLING: readonly Category[] = ['SANCTION', 'CONSULT']

/** What the coded events say that states do, and who; events without a doer say nothing. */
export function deedsOf(events: readonly Event[]): Deeds {
  const deeds = new Map<Category, Set<string>>()
  for (const { category, actors, recipients } of events) {
    const doers = MUTUAL.has(category) ? [...actors, ...recipients] : actors
    if (doers.length > 0) deeds.set(category, new Set([...(deeds.get(category) ?? []), ...doers]))
  }
  return deeds
}

/**
 * Whether both tell of like deeds, none of which has a doer in common: sanctions by Washington and sanctions by Seoul, talks of two
 * and talks of three others, are not one event however much else agrees.
 */
export function ofOthers(a: Deeds, b: Deeds): boolean {
  let alike = false
  for (const category of TELLING) {
    const [doers, others] = [a.get(category), b.get(category)]
    if (doers === undefined || others === undefined) continue
    if (!doers.isDisjointFrom(others)) return false
    alike = true
  }
  return alike
}

/** Whether both tell of deeds, but of no like ones. */
export const areUnlike = (a: Deeds, b: Deeds): boolean => a.size > 0 && b.size > 0 && [...a.keys()].every((category) => !b.has(category))

export type VisitStep = 'ahead' | 'begun'

/** What speaks of a visit or a meeting. */
const VISITS = ['visit', 'invite', 'summit', 'talks', 'arrive']

/** Whether a visit is only planned or is under way, where all that a text tells of it says the one or the other. */
export function visitStep(events: readonly Event[], concepts: readonly string[]): VisitStep | null {
  const begun = events.some(({ category, standing }) => category === 'CONSULT' && standing === 'confirmed')
  const ahead = events.some(({ category, standing, subtype }) => category === 'AGREE' && standing === 'planned' && subtype === null)
  if (begun === ahead) return null
  if (begun) return 'begun'
  return VISITS.some((concept) => concepts.includes(concept)) ? 'ahead' : null
}
