import type { BriefStanding } from '../../domain/brief.ts'
import type { FeedKind } from '../../domain/feed.ts'
import type { FeedbackVerdict } from '../../domain/feedback.ts'
import type { Change, Gap, Grounds } from '../../domain/said.ts'
import { small } from '../letters.ts'
import type { Person } from '../names.ts'
import { needsNoState, stateName } from '../states.ts'
import { writing } from './writing.ts'

const { listed, either } = writing

/** `the United States`, `Ukraine`. */
const state = (code: string): string => stateName(code, 'en').replace(/^(?=United |Philippines|Netherlands)/u, 'the ')
const states = (codes: readonly string[]): string => listed(codes.map(state))

const standings: Readonly<Record<BriefStanding, string>> = {
  confirmed: 'confirmed',
  reported: 'reported',
  claimed: 'claimed',
  alleged: 'alleged',
  planned: 'planned',
}

/** What a story's standing rests on. */
function grounds(ground: Grounds): string {
  switch (ground.kind) {
    case 'planned':
      return ground.by.length > 0 ? `Planned, says ${states(ground.by)}` : 'Planned'
    case 'alleged':
      return ground.by === null ? 'Attributed, not confirmed' : `Alleged by ${state(ground.by)}`
    case 'claimed':
      return `Claimed by ${states(ground.by)}`
    case 'claimed-alone':
      return `Claimed by ${ground.outlet} only`
    case 'claim':
      return ground.reports > 1
        ? `A claim, told in ${ground.reports} independent reports`
        : `A claim, told by ${ground.outlet ?? 'one outlet'} only`
    case 'confirmed':
      return `Confirmed by ${states(ground.by)}`
    case 'reported':
      return ground.outlets > 1 ? `Reported by ${ground.outlets} independent outlets` : `Reported by ${ground.outlet ?? 'one outlet'}`
    case 'withdrawn':
      return 'No report stands for it any more'
    case 'merged':
      return 'Both were one event: reports and updates are in that post'
    case 'worded':
      return ground.text
  }
}

/** One thing that changed. `label` gives an alignment's name. */
function change(one: Change, label: (id: string, name: string) => string): string {
  switch (one.kind) {
    case 'standing':
      return `now ${small(grounds(one.now))} (was ${standings[one.was]})`
    case 'alignments':
      return `now about ${listed(one.alignments.map(({ id, label: name }) => label(id, name)))}`
    case 'outlets':
      return `also reported by ${one.outlets.length > 3 ? `${one.outlets.slice(0, 3).join(', ')} and ${one.outlets.length - 3} more` : listed(one.outlets)}`
    case 'headline':
      return one.by === null ? 'new headline' : `headline now by ${one.by}`
    case 'corrects':
      return `${one.outlet} corrects its report`
    case 'withdraws':
      return `${one.outlet} withdraws its report`
    case 'changes':
      return `${one.outlet} changed its report`
    case 'leaves':
      return `${one.outlet} changed its report, which is of something else now`
    case 'moved':
      return `the report of ${one.outlets.join(', ')} turned out to be of another event`
    case 'merged':
      return `one event with ${one.headlines.map((headline) => `“${headline}”`).join(' and ')}, told apart before`
  }
}

const GAPS = { number: 'how many', time: 'when', day: 'on which day', place: 'where' } as const

const kinds: Readonly<Record<FeedKind, string>> = {
  wire: 'wire',
  newspaper: 'newspaper',
  broadcaster: 'broadcaster',
  'state-media': 'state media',
  government: 'government',
  'think-tank': 'think tank',
  aggregator: 'aggregator',
}

const feedback: Readonly<Record<FeedbackVerdict, string>> = {
  relevant: 'Relevant',
  'wrong-alignment': 'Wrong alignment',
  'not-relevant': 'Not relevant',
  duplicate: 'Duplicate',
}

/** The fixed words of posts. */
export const posts = {
  standings,
  kinds,
  feedback,
  grounds,
  change,
  /** Parts the changes of one revision. */
  semicolon: '; ',
  /** Somebody with the office held that day. */
  person: ({ name, office, country }: Person): string =>
    `${office} ${name}${needsNoState(country) ? '' : ` (${stateName(country, 'en')})`}`,
  gap: (gap: Gap): string =>
    gap.kind === 'word' ? `whether ${either(gap.of.map(state))} ${gap.admits ? 'admits' : 'confirms'} it` : GAPS[gap.kind],
  major: 'major',
  update: (number: number): string => `update ${number}`,
  correction: 'correction',
  changed: 'changed',
  withdrawn: (headline: string): string => `Withdrawn: ${headline}`,
  mergedInto: (headline: string): string => `Merged into: ${headline}`,
  noHeadline: '(no headline)',
  standing: 'Standing',
  whereAndWhen: 'Where and when',
  reportedBy: 'Reported by',
  sources: 'Sources',
  thread: 'Thread',
  sourceWords: 'In the source’s words',
  notKnown: 'Not known',
  read: 'Read',
  why: 'Why',
  latest: 'Latest',
  neitherSide: 'neither side',
  /** Before the outlet that had it first. */
  first: 'first',
  earlier: (story: string): string => `earlier: ${story}`,
  silent: (sides: string): string => `Not reported so far by outlets of ${sides}`,
  story: (id: string): string => `story ${id}`,
  rules: (ids: readonly string[]): string => `${ids.length === 1 ? 'rule' : 'rules'} ${ids.join(', ')}`,
  independentOutlets: (count: number): string => `${count} independent outlets`,
  outletsIndependent: (outlets: number, independent: number): string => `${outlets} outlets, ${independent} independent`,
  outletsInAll: (outlets: number): string => `${outlets} outlets in all`,
  /** That a model wrote what follows: the headline, the summary, or both. */
  wording: ({ headline, summary }: { readonly headline: boolean; readonly summary: boolean }): string =>
    `${summary && headline ? 'Headline and summary' : headline ? 'Headline' : 'Summary'} written by a language model and checked against the reports`,
}
