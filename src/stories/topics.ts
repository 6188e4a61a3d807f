import type { Category } from '../domain/event.ts'
import { listed, shortCountry } from './names.ts'

/** How concepts read in a headline of topics; others are too common to tell anything. */
const TOPICS: Readonly<Record<string, string>> = {
  drill: 'military exercise',
  missile: 'missiles',
  nuclear: 'nuclear arms',
  denuclearise: 'denuclearisation',
  troops: 'troops',
  casualties: 'casualties',
  prisoners: 'prisoners',
  workers: 'workers',
  drone: 'drones',
  ammunition: 'arms and ammunition',
  satellite: 'space',
  submarine: 'submarines',
  parade: 'parade',
  summit: 'summit',
  'foreign-ministers': 'foreign ministers',
  'defence-ministers': 'defence ministers',
  phone: 'telephone call',
  visit: 'visit',
  treaty: 'treaty',
  ratify: 'ratification',
  secretariat: 'secretariat',
  'joint-statement': 'joint statement',
  sanctions: 'sanctions',
  veto: 'veto',
  tourism: 'tourism',
  bridge: 'bridge',
  rail: 'railway',
  flight: 'flights',
  hack: 'hacking',
  crypto: 'cryptocurrency',
  newyear: 'New Year message',
  monument: 'memorial',
  sappers: 'sappers',
  bomber: 'bombers',
  fighter: 'fighter jets',
  intelligence: 'intelligence report',
  delegation: 'delegation',
  talks: 'talks',
}

/** `: troops, drones`, what the headlines speak of, without what the verb already says; '' where that is nothing. */
export function topicsIn(concepts: readonly string[], category: Category): string {
  const said = ['talks', 'visit', 'delegation', 'foreign-ministers', 'defence-ministers', ...(category === 'CONSULT' ? ['summit'] : [])]
  const topics = concepts.filter((concept) => !said.includes(concept)).flatMap((concept) => TOPICS[concept] ?? [])
  return topics.length === 0 ? '' : `: ${topics.slice(0, 2).join(', ')}`
}

/**
 * `Report on North Korea and Russia: bridge`: whom and what it is about, where no act can be told safely. '' where nothing telling is
 * found.
 */
export function topicHeadline(states: readonly string[], concepts: readonly string[]): string {
  const topics = concepts.flatMap((concept) => TOPICS[concept] ?? []).slice(0, 3)
  return topics.length === 0 || states.length === 0 ? '' : `Report on ${listed(states.map(shortCountry))}: ${topics.join(', ')}`
}
