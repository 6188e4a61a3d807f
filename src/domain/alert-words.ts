import type { Unusual } from './alert.ts'
import type { RichText } from './rich-text.ts'

/** Beyond this nobody can tell what it means. */
const MOST_WEEKS = 10_000

/** `about once in 240 weeks`, to two figures. */
function rarity(chance: number): string {
  const weeks = 1 / chance
  if (!(weeks < MOST_WEEKS)) return 'less than once in 10,000 weeks'
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(weeks)) - 1)
  return `about once in ${Math.round(weeks / unit) * unit} weeks`
}

const stories = (count: number): string => (count === 1 ? 'one story' : `${count} stories`)

/** `2 to 5 a week are usual`, `one a week is usual`. */
export const usualWords = ({ low, high }: Unusual['usual']): string =>
  low === high
    ? `${low === 0 ? 'none' : low === 1 ? 'one' : low} a week ${low > 1 ? 'are' : 'is'} usual`
    : `${low} to ${high} a week are usual`

/** `14 stories in seven days; 2 to 5 a week are usual`: what an alert says first. */
export const unusualFinding = ({ count, usual }: Pick<Unusual, 'count' | 'usual'>): string =>
  `${stories(count)} in seven days; ${usualWords(usual)}`

export const unusualTitle = ({ subject }: Pick<Unusual, 'subject'>): string => `Unusual activity: ${subject.label}`

/** What an alert says before its stories. */
export const unusualLines = (unusual: Unusual): readonly RichText[] => [
  [{ text: `${unusualFinding(unusual)}.`, bold: true }],
  [{ text: `By the ${unusual.weeks} weeks before, chance alone would bring such a week ${rarity(unusual.chance)}.` }],
]
