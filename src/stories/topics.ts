import type { Affairs } from '../domain/affair.ts'
import type { Category } from '../domain/event.ts'
import { listed, shortCountry } from './names.ts'

/** How concepts read in a headline of topics; those too common to tell anything are left out. */
const topicsOf = (concepts: readonly string[], { concepts: known }: Affairs): readonly string[] =>
  concepts.flatMap((concept) => known.find(({ name }) => name === concept)?.topic ?? [])

/** `: troops, drones`, what the headlines speak of, without what the verb already says; '' where that is nothing. */
export function topicsIn(concepts: readonly string[], category: Category, affairs: Affairs): string {
  const said = ['talks', 'visit', 'delegation', 'foreign-ministers', 'defence-ministers', ...(category === 'CONSULT' ? ['summit'] : [])]
  const topics = topicsOf(
    concepts.filter((concept) => !said.includes(concept)),
    affairs,
  )
  return topics.length === 0 ? '' : `: ${topics.slice(0, 2).join(', ')}`
}

/**
 * `Report on North Korea and Russia: bridge`: whom and what it is about, where no act can be told safely. '' where nothing telling is
 * found.
 */
export function topicHeadline(states: readonly string[], concepts: readonly string[], affairs: Affairs): string {
  const topics = topicsOf(concepts, affairs).slice(0, 3)
  return topics.length === 0 || states.length === 0 ? '' : `Report on ${listed(states.map(shortCountry))}: ${topics.join(', ')}`
}
