import {
  type Brief,
  type BriefAlignment,
  type BriefSource,
  type BriefStanding,
  countWords,
  isMajor,
  phraseWords,
  summaryWords,
  unknownWords,
  updateWords,
} from '../../domain/brief.ts'
import type { Post } from '../../domain/delivery.ts'
import { FEED_KIND_WORDS } from '../../domain/feed.ts'
import { FEEDBACK_VERDICTS, FEEDBACK_WORDS } from '../../domain/feedback.ts'
import { languageName } from '../../domain/language-name.ts'
import { dateInWords } from '../../domain/times.ts'
import { actions, type Block, button, context, header, linkButton, paragraph, section } from './block.ts'
import { bold, clean, cut, link, moment, webAddress, words } from './mrkdwn.ts'
import { signOf } from './sign.ts'

/** Our mark on a post: what a lost answer is looked up by. Flat, as Slack's metadata must be. */
export type Mark = { readonly story: string; readonly revision: number; readonly route: string; readonly key: string }
export const MARK_TYPE = 'alignment_watch_brief'

export type SlackMessage = {
  /** For notifications and screen readers. */
  readonly text: string
  readonly blocks: readonly Block[]
  readonly metadata: { readonly event_type: string; readonly event_payload: Mark }
}

/** Names of blocs by id, where they are known. */
export type BlocNames = ReadonlyMap<string, string>

const HEADLINE = 300
const ACTS = 800
const SUMMARY = 1_200
const ORIGINAL = 400
const OUTLET = 60
const SHOWN_OUTLETS = 16
const SOURCES = 2_250
const SHOWN_BLOCS = 6
const CHANGE = 200
const THREAD = 200
const STANDING = 200
const PHRASE = 300
const PEOPLE = 300

const STANDING_SIGNS: Readonly<Record<BriefStanding, string>> = {
  confirmed: '✅',
  reported: '📰',
  claimed: '💬',
  alleged: '❔',
  planned: '📅',
}

/** `● North Korea–Russia`: a sign and, always, the name. */
export const alignmentWords = (alignments: readonly BriefAlignment[]): string =>
  alignments
    .slice(0, SHOWN_BLOCS)
    .map((alignment) => `${signOf(alignment.colour)} ${words(alignment.label, OUTLET)}`)
    .join('   ')

/** `✅ Confirmed by both sides`: a sign and, always, the words. */
export const standingWords = (brief: Pick<Brief, 'standing' | 'standingText'>): string =>
  `${STANDING_SIGNS[brief.standing]} ${words(brief.standingText, STANDING) || brief.standing[0]?.toUpperCase() + brief.standing.slice(1)}`

/** What a reader is told of the revision: `update 2: NHK reports it too`. */
function revisionWords(brief: Brief): string {
  const name = brief.kind === 'correction' ? bold('Correction') : updateWords(brief)
  return name === '' || brief.change === '' ? name : `${name}: ${words(brief.change, CHANGE)}`
}

/** Outlets by bloc, reprints of one text joined by commas, independent reports parted by bars. Linked where the links fit. */
export function sourceWords(brief: Brief, names: BlocNames): string {
  const linked = listedSources(brief, names, (source) => link(source.url, source.outlet, OUTLET))
  return linked.length <= SOURCES ? linked : listedSources(brief, names, (source) => words(source.outlet, OUTLET))
}

function listedSources(brief: Brief, names: BlocNames, show: (source: BriefSource) => string): string {
  const [first] = brief.sources
  if (first === undefined) return ''
  const outlets = firstOfEachOutlet(brief.sources)
  const shown = outlets.slice(0, SHOWN_OUTLETS)
  const blocs = Map.groupBy(shown, (source) => source.bloc)
  const listed = [...blocs].map(
    ([bloc, sources]) => `${words(names.get(bloc) ?? (bloc === 'other' ? 'neither side' : bloc), OUTLET)}: ${groupWords(sources, show)}`,
  )
  const facts = `(${FEED_KIND_WORDS[first.kind]}, ${words(first.country, 3)})`
  if (outlets.length === 1) return `${listed.join(' · ')} ${facts}`
  const rest = outlets.length > shown.length ? [`and ${outlets.length - shown.length} more`] : []
  const begin = [`first: ${words(first.outlet, OUTLET)} ${facts}`, countWords(brief)].filter((part) => part !== '')
  return [...begin, ...listed, ...rest].join(' · ')
}

/** Each outlet once, by its first report. */
const firstOfEachOutlet = (sources: readonly BriefSource[]): readonly BriefSource[] =>
  [...Map.groupBy(sources, (source) => source.outlet).values()].flatMap(([first]) => (first === undefined ? [] : [first]))

const groupWords = (sources: readonly BriefSource[], show: (source: BriefSource) => string): string =>
  [...Map.groupBy(sources, (source) => source.group).values()].map((group) => group.map(show).join(', ')).join(' | ')

/** The coded acts, then where and when. */
function actWords(brief: Brief): string {
  const where = [brief.place, brief.date && dateInWords(brief.date)].filter((part) => part !== null && part !== '').join(', ')
  return [...brief.acts.map((act) => act.text), where].filter((part) => part !== '').join(' · ')
}

function threadWords(brief: Brief): string {
  if (brief.thread === null) return ''
  const earlier = brief.thread.earlier.slice(0, 2).map((story) => `${words(story.headline, THREAD)}, ${moment(story.at)}`)
  return [`Thread: ${words(brief.thread.label, THREAD)}`, ...earlier.map((one) => `earlier: ${one}`)].join(' · ')
}

const silentWords = (brief: Brief, names: BlocNames): string =>
  brief.silentBlocs.length === 0
    ? ''
    : `Not reported so far by outlets of ${brief.silentBlocs
        .slice(0, SHOWN_BLOCS)
        .map((bloc) => words(names.get(bloc) ?? bloc, OUTLET))
        .join(' or ')}`

/** A user group as Slack mentions it, for what is major: the only thing in a post that may notify anybody. */
const mentionWords = ({ brief, route: { mention } }: Post): string =>
  mention !== null && /^S[A-Z0-9]+$/.test(mention) && isMajor(brief) ? `<!subteam^${mention}>` : ''

/** The decisive words of the source, and what no source says; '' where there are none. */
const phraseLine = (brief: Brief): string => labelled('In the source’s words', phraseWords(brief))
const unknownLine = (brief: Brief): string => labelled('Not known', unknownWords(brief))
const labelled = (label: string, text: string): string => (clean(text) === '' ? '' : `${label}: ${words(text, PHRASE)}`)

function buttons(brief: Brief): readonly Block[] {
  const url = webAddress(brief.url)
  return actions([
    ...(url === null ? [] : [linkButton('read', 'Read', url)]),
    button('why', 'Why', brief.storyId),
    ...FEEDBACK_VERDICTS.map((verdict) => button(verdict, FEEDBACK_WORDS[verdict], brief.storyId)),
  ])
}

/** Lines of one text, empty ones left out: Slack sets the parts of a context block side by side. */
export const lines = (...all: readonly string[]): string => all.filter((line) => line !== '').join('\n')

/** What takes the place of a post whose story turned out to be another one: where to read on, and nothing else. */
const renderPointer = (post: Post): SlackMessage => ({
  text: headlineWords(post.brief),
  blocks: [
    ...context(alignmentWords(post.brief.alignments), bold('Correction')),
    section(link(post.brief.url, post.brief.headline, HEADLINE) || headlineWords(post.brief)),
    ...context(lines(words(post.brief.standingText, STANDING), `Story ${words(post.brief.storyId, 40)}`)),
  ],
  metadata: markOf(post),
})

/** A brief as Slack shows it in a channel. Pure: the same post gives the same message. */
export function renderPost(post: Post, names: BlocNames = new Map()): SlackMessage {
  const { brief } = post
  if (brief.mergedInto !== undefined) return renderPointer(post)
  const acts = actWords(brief)
  const summary = summaryWords(brief)
  const original =
    brief.original === null ? '' : `${words(languageName(brief.original.language), OUTLET)}: ${words(brief.original.text, ORIGINAL)}`
  return {
    text: `${mentionWords(post)} ${headlineWords(brief)}`.trim(),
    blocks: [
      ...context(
        mentionWords(post),
        alignmentWords(brief.alignments),
        isMajor(brief) ? bold('Major') : '',
        revisionWords(brief),
        moment(brief.updatedAt),
      ),
      header(clean(brief.headline) || '(no headline)'),
      ...context(original),
      ...(clean(acts) === '' ? [] : [paragraph(acts, ACTS)]),
      ...context(words((brief.people ?? []).join(' · '), PEOPLE)),
      ...(clean(summary) === '' ? [] : [paragraph(summary, SUMMARY)]),
      ...context(lines(standingWords(brief), sourceWords(brief, names), silentWords(brief, names))),
      ...context(lines(threadWords(brief), phraseLine(brief), unknownLine(brief))),
      ...buttons(brief),
      ...context(`Story ${words(brief.storyId, 40)}`),
    ],
    metadata: markOf(post),
  }
}

const headlineWords = (brief: Brief): string => words(brief.headline, HEADLINE) || '(no headline)'

export const markOf = ({ brief, route, key }: Post): SlackMessage['metadata'] => ({
  event_type: MARK_TYPE,
  event_payload: { story: brief.storyId, revision: brief.revision, route: route.id, key },
})

/** The same in a few plain lines, for when Slack refuses the blocks. */
export function renderPlainly(post: Post): SlackMessage {
  const { brief } = post
  const outlets = cut(
    firstOfEachOutlet(brief.sources)
      .map((source) => clean(source.outlet))
      .join(', '),
    300,
  )
  const text = lines(
    bold(alignmentWords(brief.alignments)),
    link(brief.url, brief.headline, HEADLINE) || headlineWords(brief),
    `${standingWords(brief)}${outlets === '' ? '' : ` · ${words(outlets, 400)}`}`,
  )
  return { text, blocks: [], metadata: markOf(post) }
}
