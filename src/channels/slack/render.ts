import { type Brief, type BriefAlignment, type BriefSource, type BriefStanding, isMajor } from '../../domain/brief.ts'
import type { Post } from '../../domain/delivery.ts'
import { FEEDBACK_VERDICTS } from '../../domain/feedback.ts'
import { countWords, phraseWords, settingWords, summaryWords, unknownWords, updateWords } from '../../words/facts.ts'
import { capital } from '../../words/letters.ts'
import { sourceState, tongueName } from '../../words/states.ts'
import { type Names, toldIn } from '../../words/told.ts'
import { type Words, wordsIn } from '../../words/words.ts'
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

/** Names of blocs and actors by id, where they are known, in the language of the post. */
export type BlocNames = Names

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
export const standingWords = ({ standing, standingText }: Pick<Brief, 'standing' | 'standingText'>, { posts }: Words): string =>
  `${STANDING_SIGNS[standing]} ${words(standingText, STANDING) || capital(posts.standings[standing])}`

/** What a reader is told of the revision: `update 2: NHK reports it too`. */
function revisionWords(brief: Brief, own: Words): string {
  const name = brief.kind === 'correction' ? bold(capital(own.posts.correction)) : updateWords(brief, own)
  return name === '' || brief.change === '' ? name : own.writing.labelled(name, words(brief.change, CHANGE))
}

/** Outlets by bloc, reprints of one text joined by commas, independent reports parted by bars. Linked where the links fit. */
export function sourceWords(brief: Brief, names: BlocNames, own: Words): string {
  const linked = listedSources(brief, names, own, (source) => link(source.url, source.outlet, OUTLET))
  return linked.length <= SOURCES ? linked : listedSources(brief, names, own, (source) => words(source.outlet, OUTLET))
}

type Show = (source: BriefSource) => string

function listedSources(brief: Brief, names: BlocNames, own: Words, show: Show): string {
  const [first] = brief.sources
  if (first === undefined) return ''
  const { posts, writing } = own
  const outlets = firstOfEachOutlet(brief.sources)
  const shown = outlets.slice(0, SHOWN_OUTLETS)
  const nameOf = (bloc: string): string => words(names.get(bloc) ?? (bloc === 'other' ? posts.neitherSide : bloc), OUTLET)
  const blocs = Map.groupBy(shown, (source) => source.bloc)
  const listed = [...blocs].map(([bloc, sources]) => writing.labelled(nameOf(bloc), groupWords(sources, show)))
  const facts = writing.bracketed([posts.kinds[first.kind], words(sourceState(first.country, own.locale), OUTLET)].join(writing.comma))
  if (outlets.length === 1) return `${listed.join(' · ')}${facts}`
  const rest = outlets.length > shown.length ? [writing.more(outlets.length - shown.length)] : []
  const begin = [writing.labelled(posts.first, `${words(first.outlet, OUTLET)}${facts}`), countWords(brief, own)].filter(
    (part) => part !== '',
  )
  return [...begin, ...listed, ...rest].join(' · ')
}

/** Each outlet once, by its first report. */
const firstOfEachOutlet = (sources: readonly BriefSource[]): readonly BriefSource[] =>
  [...Map.groupBy(sources, (source) => source.outlet).values()].flatMap(([first]) => (first === undefined ? [] : [first]))

const groupWords = (sources: readonly BriefSource[], show: (source: BriefSource) => string): string =>
  [...Map.groupBy(sources, (source) => source.group).values()].map((group) => group.map(show).join(', ')).join(' | ')

/** The coded acts, then where and when. */
const actWords = (brief: Brief, own: Words): string =>
  [...brief.acts.map((act) => act.text), settingWords(brief, own)].filter((part) => part !== '').join(' · ')

function threadWords(brief: Brief, { posts, writing }: Words): string {
  if (brief.thread === null) return ''
  const earlier = brief.thread.earlier.slice(0, 2).map((story) => `${words(story.headline, THREAD)}, ${moment(story.at)}`)
  return [writing.labelled(posts.thread, words(brief.thread.label, THREAD)), ...earlier.map(posts.earlier)].join(' · ')
}

function silentWords({ silentBlocs }: Brief, names: BlocNames, { posts, writing }: Words): string {
  const sides = silentBlocs.slice(0, SHOWN_BLOCS).map((bloc) => words(names.get(bloc) ?? bloc, OUTLET))
  return sides.length === 0 ? '' : posts.silent(writing.either(sides))
}

/** A user group as Slack mentions it, for what is major: the only thing in a post that may notify anybody. */
const mentionWords = ({ brief, route: { mention } }: Post): string =>
  mention !== null && /^S[A-Z0-9]+$/.test(mention) && isMajor(brief) ? `<!subteam^${mention}>` : ''

/** The decisive words of the source, and what no source says; '' where there are none. */
const phraseLine = (brief: Brief, own: Words): string => labelled(own.posts.sourceWords, phraseWords(brief, own), own)
const unknownLine = (brief: Brief, own: Words): string => labelled(own.posts.notKnown, unknownWords(brief, own), own)
const labelled = (label: string, text: string, { writing }: Words): string =>
  clean(text) === '' ? '' : writing.labelled(label, words(text, PHRASE))

function buttons(brief: Brief, { posts }: Words): readonly Block[] {
  const url = webAddress(brief.url)
  return actions([
    ...(url === null ? [] : [linkButton('read', posts.read, url)]),
    button('why', posts.why, brief.storyId),
    ...FEEDBACK_VERDICTS.map((verdict) => button(verdict, posts.feedback[verdict], brief.storyId)),
  ])
}

const storyLine = ({ storyId }: Brief, { posts }: Words): string => capital(posts.story(words(storyId, 40)))

/** Lines of one text, empty ones left out: Slack sets the parts of a context block side by side. */
export const lines = (...all: readonly string[]): string => all.filter((line) => line !== '').join('\n')

/** What takes the place of a post whose story turned out to be another one: where to read on, and nothing else. */
const renderPointer = (post: Post, brief: Brief, own: Words): SlackMessage => ({
  text: headlineWords(brief, own),
  blocks: [
    ...context(alignmentWords(brief.alignments), bold(capital(own.posts.correction))),
    section(link(brief.url, brief.headline, HEADLINE) || headlineWords(brief, own)),
    ...context(lines(words(brief.standingText, STANDING), storyLine(brief, own))),
  ],
  metadata: markOf(post),
})

/** A brief as Slack shows it in a channel, in the route's language. Pure: the same post gives the same message. */
export function renderPost(post: Post, names: BlocNames = new Map()): SlackMessage {
  const own = wordsIn(post.route.language)
  const brief = toldIn(post.brief, own, names)
  if (brief.mergedInto !== undefined) return renderPointer(post, brief, own)
  const acts = actWords(brief, own)
  const summary = summaryWords(brief, own)
  const { original } = brief
  const first =
    original === null
      ? ''
      : own.writing.labelled(words(capital(tongueName(original.language, own.locale)), OUTLET), words(original.text, ORIGINAL))
  return {
    text: `${mentionWords(post)} ${headlineWords(brief, own)}`.trim(),
    blocks: [
      ...context(
        mentionWords(post),
        alignmentWords(brief.alignments),
        isMajor(brief) ? bold(capital(own.posts.major)) : '',
        revisionWords(brief, own),
        moment(brief.updatedAt),
      ),
      header(clean(brief.headline) || own.posts.noHeadline),
      ...context(first),
      ...(clean(acts) === '' ? [] : [paragraph(acts, ACTS)]),
      ...context(words((brief.people ?? []).join(' · '), PEOPLE)),
      ...(clean(summary) === '' ? [] : [paragraph(summary, SUMMARY)]),
      ...context(lines(standingWords(brief, own), sourceWords(brief, names, own), silentWords(brief, names, own))),
      ...context(lines(threadWords(brief, own), phraseLine(brief, own), unknownLine(brief, own))),
      ...buttons(brief, own),
      ...context(storyLine(brief, own)),
    ],
    metadata: markOf(post),
  }
}

const headlineWords = (brief: Brief, { posts }: Words): string => words(brief.headline, HEADLINE) || posts.noHeadline

export const markOf = ({ brief, route, key }: Post): SlackMessage['metadata'] => ({
  event_type: MARK_TYPE,
  event_payload: { story: brief.storyId, revision: brief.revision, route: route.id, key },
})

/** The same in a few plain lines, for when Slack refuses the blocks. */
export function renderPlainly(post: Post, names: BlocNames = new Map()): SlackMessage {
  const own = wordsIn(post.route.language)
  const brief = toldIn(post.brief, own, names)
  const outlets = cut(
    firstOfEachOutlet(brief.sources)
      .map((source) => clean(source.outlet))
      .join(', '),
    300,
  )
  const text = lines(
    bold(alignmentWords(brief.alignments)),
    link(brief.url, brief.headline, HEADLINE) || headlineWords(brief, own),
    `${standingWords(brief, own)}${outlets === '' ? '' : ` · ${words(outlets, 400)}`}`,
  )
  return { text, blocks: [], metadata: markOf(post) }
}
