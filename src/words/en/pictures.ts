import { cards } from './cards.ts'
import { counts } from './counts.ts'

const counted = (count: number, noun: string): string => `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`
const usually = (low: number, high: number): string => (low === high ? `usually ${low}` : `usually ${low} to ${high}`)
const named = (count: number, noun: string): string => (count === 1 ? `one ${noun}` : counted(count, noun))

/** What pictures of events by week say. */
const trend = {
  lead: 'Events a week: cooperative upwards, conflictual downwards',
  cooperative: 'Cooperative',
  conflictual: 'Conflictual',
  deeds: (count: number): string => `deeds ${count}`,
  words: (count: number): string => `words ${count}`,
  /** Over weeks that say little, the longest that fits. */
  feedsDown: (down: number, feeds: number): string => `${down} of ${feeds} feeds down`,
  someDown: 'feeds down',
  down: 'down',
  notRead: 'not yet read',
  none: 'no events',
  noneRead: 'no events known, and feeds were down',
  cooperativeBeyond: (count: number, low: number, high: number): string => `${counted(count, 'cooperative event')} (${usually(low, high)})`,
  conflictualBeyond: (count: number, low: number, high: number): string => `${counted(count, 'conflictual event')} (${usually(low, high)})`,
  inWeek: (found: readonly string[], day: string): string => `${found.join(' and ')} in the week of ${day}`,
  lastDown: (events: number): string => `feeds were down last week; its ${named(events, 'event')} may not be all`,
  all: (cooperative: number, conflictual: number, weeks: number): string =>
    `${counted(cooperative, 'cooperative event')}, ${counted(conflictual, 'conflictual one')} in ${counts.weeks(weeks)}`,
  asUsual: (all: string): string => `${all}, the last week as usual`,
  source: (span: string): string => `Coded acts of kept stories, ${span}, by week from Monday, UTC.`,
  noUsual: 'No usual range: fewer than eight weeks to go by.',
  /** By how many weeks, whether before those shown, and whether some were left out. */
  usualOf: (weeks: number, before: boolean, someLeftOut: boolean): string =>
    `Usual: the middle 80 % of the ${weeks} weeks ${before ? 'before' : 'shown'}${someLeftOut ? ' in which feeds were read' : ''}.`,
  hatched: (someUnread: boolean): string =>
    `Hatched: a tenth or more of the feeds were down for a day or longer${someUnread ? ', or none read yet' : ''}.`,
  nothingKnown: 'Nothing is known of feeds being down.',
  alt: (finding: string): string => `Bar chart of events a week. ${finding}.`,
  side: (name: string, deeds: number, words: number): string => `${name}: ${deeds} in deed, ${words} in word.`,
  darkWeeks: (dark: number, weeks: number): string => `In ${dark} of ${weeks} weeks feeds were down or not yet read.`,
  /** The table's. */
  cooperativeDeeds: 'Cooperative deeds',
  cooperativeWords: 'Cooperative words',
  conflictualWords: 'Conflictual words',
  conflictualDeeds: 'Conflictual deeds',
  score: 'Mean PLOVER score',
  downColumn: 'Feeds down',
  downOf: (down: number, feeds: number): string => `${down} of ${feeds}`,
}

/** What pictures of an actor's mentions say. */
const mentions = {
  lead: 'Reports a week that name the actor, by alignment',
  other: 'Other subjects',
  none: (weeks: number): string => `no reports in ${weeks} weeks`,
  peak: (day: string): string => `most reports in the week of ${day}`,
  /** `about`: the alignment; '' for none. */
  change: (isUp: boolean, late: number, before: number, about: string): string =>
    `${isUp ? 'up' : 'down'} to ${counts.reports(late)}${about === '' ? '' : ` on ${about}`} in four weeks, from ${before} in the four before`,
  total: (count: number, weeks: number, about: string): string =>
    `${counts.reports(count)}${about === '' ? '' : ` on ${about}`} in ${weeks} weeks`,
  source: (span: string): string => `Reports read, ${span}, by week from Monday, UTC.`,
  both: 'A report on both is counted in each.',
  alt: (finding: string): string => `Bar chart of reports a week. ${finding}.`,
  row: (label: string, total: number, most: number, day: string): string => `${label}: ${total}, at most ${most} (week of ${day}).`,
  marked: (events: string): string => `Marked: ${events}.`,
}

/** What pictures of a week far above the usual say. */
const unusual = {
  lead: 'Stories in seven days',
  source: (span: string): string => `Kept stories that tell of an act, ${span}, by seven days up to today, UTC.`,
  usualOf: (weeks: number): string => `Usual: the middle 80 % of ${weeks} of the weeks before.`,
  hatched: 'Hatched: feeds were down, or not yet read.',
  highest: (count: number, day: string): string => `The most in seven days before: ${count}, to ${day}.`,
  alt: (finding: string): string => `Bar chart of stories in seven days. ${finding}.`,
  from: 'Seven days from',
  stories: 'Stories',
  read: 'Feeds’ time read',
}

/** What pictures of who acts with whom say. */
const network = {
  lead: 'Who acts with whom: the wider a line, the more acts',
  leadNone: 'Acts between two',
  none: (subject: string): string => `${subject}: no acts`,
  hostile: (acts: number): string => `${cards.acts(acts)}, mostly conflictual`,
  friendly: (acts: number): string => `${cards.acts(acts)}, all cooperative`,
  mixed: (acts: number): string => `${cards.acts(acts)}, mostly cooperative`,
  mostWith: (subject: string, other: string, acts: string): string => `${subject} most with ${other}: ${acts}`,
  mostBetween: (a: string, b: string, acts: string): string => `${a} and ${b} most: ${acts}`,
  source: (span: string): string => `Coded acts of kept stories, ${span}.`,
  lines: 'Cooperative: also side by side on others. Conflictual ones are dashed.',
  left: (ties: number): string => `${ties === 1 ? 'One weaker tie is' : `${ties} weaker ties are`} not shown.`,
  alt: (finding: string): string => `Network of who acts with whom. ${finding}.`,
  tie: (a: string, b: string, cooperative: number, conflictual: number): string =>
    `${a} and ${b}: ${cooperative} cooperative, ${conflictual} conflictual.`,
  more: (ties: number): string => `And ${named(ties, 'other tie')}.`,
  cooperative: (count: number): string => `${count} cooperative`,
  conflictual: (count: number): string => `${count} conflictual`,
  columns: {
    between: 'Between',
    and: 'and',
    cooperative: 'Cooperative',
    joint: 'Side by side on others',
    conflictual: 'Conflictual',
    acts: 'Acts',
  },
}

/** What is said in, under and beside pictures. */
export const pictures = {
  span: (from: string, to: string): string => `${from} – ${to}`,
  /** Beside a band. */
  usual: (low: number, high: number): string => (low === high ? `usual ${low}` : `usual ${low}–${high}`),
  weekOf: 'Week of',
  open: 'The last week has not ended.',
  trend,
  mentions,
  unusual,
  network,
}
