import type { Unusual } from '../domain/alert.ts'
import type { Reply } from '../domain/command.ts'
import { type Digest, type DigestBrief, type DigestEntry, type DigestSection, digestEntries } from '../domain/digest.ts'
import type { RichText } from '../domain/rich-text.ts'
import { createTimes, type Times } from '../domain/times.ts'
import { reportedBy } from './facts.ts'
import type { Names } from './names.ts'
import { stateName } from './states.ts'
import { affairName } from './told.ts'
import { type Words, wordsIn } from './words.ts'

const HEADLINE = 180
const FACT = 120
/** What escaping and the words around a headline may add to a line. */
const LINE_EXTRA = 40
/** An address longer than this is left out: it would take the room of three stories. */
const ADDRESS = 300

/** In which language, and what alignments are called in it. */
type Telling = { readonly words: Words; readonly names: Names }

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`)

/** What stands behind an entry's headline. Of digests made before it was kept as data, standing and count stay in English. */
export function entryFacts({ isUpdate, standing, grounds, counts, reportedBy: counted }: DigestEntry, words: Words): readonly string[] {
  return [
    isUpdate ? words.digests.update : '',
    cut(grounds === undefined ? standing : words.posts.grounds(grounds), FACT),
    counts === undefined ? counted : reportedBy(counts, words),
  ].filter((fact) => fact !== '')
}

function entryLine(entry: DigestEntry, { words }: Telling): RichText {
  const url = entry.url.length <= ADDRESS ? entry.url : ''
  const facts = entryFacts(entry, words)
  const headline = cut(entry.headline, HEADLINE)
  return [
    { text: '• ' },
    url === '' ? { text: headline, bold: true } : { text: headline, url },
    ...(facts.length === 0 ? [] : [{ text: ` — ${facts.join(' · ')}` }]),
  ]
}

const costOf = (line: RichText): number => line.reduce((sum, run) => sum + run.text.length * 1.25 + (run.url ?? '').length, LINE_EXTRA)

/** `North Korea–Russia · US–Japan–South Korea`, then its threads. */
function sectionLines({ alignments, threads }: DigestSection, telling: Telling): readonly RichText[] {
  const head: RichText = [{ text: alignments.map(({ id, label }) => telling.names.get(id) ?? label).join(' · '), bold: true }]
  const told = threads.flatMap(({ label, about, entries }) => [
    ...(label === '' ? [] : [[{ text: affairName(label, telling.words, telling.names.get(about ?? '')) }]]),
    ...entries.map((entry) => entryLine(entry, telling)),
  ])
  return [head, ...told]
}

/** The lines that fit, a section never begun without a story, and how many stories were left out. */
function fitted(digest: Digest, room: number, telling: Telling): { readonly lines: readonly RichText[]; readonly left: number } {
  const lines: RichText[] = []
  let pending: RichText[] = []
  let used = 0
  let told = 0
  for (const line of digest.sections.flatMap((section) => sectionLines(section, telling))) {
    const isStory = line[0]?.text === '• '
    pending.push(line)
    if (!isStory) continue
    const cost = pending.reduce((sum, each) => sum + costOf(each), 0)
    if (used + cost > room) break
    lines.push(...pending)
    pending = []
    used += cost
    told += 1
  }
  return { lines, left: digestEntries(digest).length - told }
}

/** Whose activity is unusual: `alignment:dprk-russia`, `pair:JPN-KOR`. */
function subjectName({ id, label }: Unusual['subject'], { words, names }: Telling): string {
  const [kind = '', rest = ''] = id.split(':')
  if (kind !== 'pair') return names.get(rest) ?? label
  return words.locale === 'en' ? label : words.writing.listed(rest.split('-').map((code) => stateName(code, words.locale)))
}

/** An alert with its subject's name in the language of the words. */
export const unusualIn = (unusual: Unusual, words: Words, names: Names): Unusual => ({
  ...unusual,
  subject: { ...unusual.subject, label: subjectName(unusual.subject, { words, names }) },
})

/** Beyond this nobody can tell what it means. */
const MOST_WEEKS = 10_000

/** Once in how many weeks, to two figures; null for hardly ever. */
function onceIn(chance: number): number | null {
  const weeks = 1 / chance
  if (!(weeks < MOST_WEEKS)) return null
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(weeks)) - 1)
  return Math.round(weeks / unit) * unit
}

/** What an alert says before its stories. */
export function unusualLines({ count, usual, weeks, chance }: Unusual, { digests }: Words): readonly RichText[] {
  const finding = digests.unusualFinding(count, usual.low, usual.high)
  return [
    [{ text: /[.。]$/.test(finding) ? finding : `${finding}.`, bold: true }],
    [{ text: digests.unusualChance(weeks, onceIn(chance)) }],
  ]
}

/** ` (2/3)` where a digest is more than one post. */
const partOf = ({ part }: Pick<Digest, 'part'>): string => (part === undefined ? '' : ` (${part.at}/${part.of})`)

/** `Digest: 5 stories`, `Unusual activity: North Korea–Russia` */
export function digestTitle(digest: Pick<Digest, 'sections' | 'kind' | 'unusual' | 'part'>, words: Words, names: Names): string {
  const { digests } = words
  if (digest.unusual !== undefined) return digests.unusualTitle(subjectName(digest.unusual.subject, { words, names }))
  const count = digestEntries(digest).length
  return digest.kind === 'overflow' ? digests.heldBack(count) : `${digests.title(count)}${partOf(digest)}`
}

const period = (digest: Digest, times: Times): string => `${times.short(digest.fromAt)} – ${times.full(digest.toAt)}`

const NAMED_FEEDS = 8

/** So that a dead feed never reads as calm. */
function feedWords({ feeds: { total, down } }: Digest, { digests, writing }: Words): string {
  if (down.length === 0) return ''
  const named = down.slice(0, NAMED_FEEDS).join(writing.comma)
  return digests.feedsDown(down.length, total, named, Math.max(0, down.length - NAMED_FEEDS))
}

/** What was watched in vain, in the language of the words where the digest says which alignments those are. */
export function watchedNames({ watched, watchedIds }: Digest, { words, names }: Telling): string {
  const own = watchedIds?.map((id, index) => names.get(id) ?? watched[index] ?? id)
  return words.writing.either(own ?? watched)
}

/**
 * A digest as an answer, which every platform renders, in a language. `room` is how many characters of text its stories may take.
 */
export function digestReply({ digest }: DigestBrief, room: number, words: Words = wordsIn('en'), names: Names = new Map()): Reply {
  const { digests } = words
  const telling = { words, names }
  const times = createTimes(digest.timeZone, words.locale)
  const { lines, left } = fitted(digest, room, telling)
  const feeds = feedWords(digest, words)
  const said = (text: string): RichText => [{ text }]
  return {
    title: digestTitle(digest, words, names),
    url: null,
    colour: digest.unusual?.subject.colour ?? digest.sections[0]?.alignments[0]?.colour ?? null,
    body: [
      ...(digest.unusual === undefined ? [] : unusualLines(digest.unusual, words)),
      ...(lines.length === 0 ? [said(digests.nothing(watchedNames(digest, telling)))] : lines),
      ...(left === 0 ? [] : [said(digests.left(left))]),
      ...(feeds === '' ? [] : [said(feeds)]),
    ],
    fields: [],
    picture: null,
    briefs: [],
    suggestions: [],
    footer: period(digest, times),
    ephemeral: false,
  }
}
