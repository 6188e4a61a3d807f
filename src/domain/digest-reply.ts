import { unusualLines, unusualTitle } from './alert-words.ts'
import type { Reply } from './command.ts'
import { type Digest, type DigestBrief, type DigestEntry, type DigestSection, digestEntries } from './digest.ts'
import type { RichText } from './rich-text.ts'
import { createTimes, type Times } from './times.ts'

const HEADLINE = 180
const FACT = 120
/** What escaping and the words around a headline may add to a line. */
const LINE_EXTRA = 40
/** An address longer than this is left out: it would take the room of three stories. */
const ADDRESS = 300

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`)

function entryLine(entry: DigestEntry): RichText {
  const url = entry.url.length <= ADDRESS ? entry.url : ''
  const facts = [entry.isUpdate ? 'update' : '', cut(entry.standing, FACT), entry.reportedBy].filter((fact) => fact !== '')
  const headline = cut(entry.headline, HEADLINE)
  return [
    { text: '• ' },
    url === '' ? { text: headline, bold: true } : { text: headline, url },
    ...(facts.length === 0 ? [] : [{ text: ` — ${facts.join(' · ')}` }]),
  ]
}

const costOf = (line: RichText): number => line.reduce((sum, run) => sum + run.text.length * 1.25 + (run.url ?? '').length, LINE_EXTRA)

/** `North Korea–Russia · US–Japan–South Korea`, then its threads. */
function sectionLines({ alignments, threads }: DigestSection): readonly RichText[] {
  const head: RichText = [{ text: alignments.map(({ label }) => label).join(' · '), bold: true }]
  return [head, ...threads.flatMap(({ label, entries }) => [...(label === '' ? [] : [[{ text: label }]]), ...entries.map(entryLine)])]
}

/** The lines that fit, a section never begun without a story, and how many stories were left out. */
function fitted(digest: Digest, room: number): { readonly lines: readonly RichText[]; readonly left: number } {
  const lines: RichText[] = []
  let pending: RichText[] = []
  let used = 0
  let told = 0
  for (const line of digest.sections.flatMap(sectionLines)) {
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

/** `Digest: 5 stories`, `Unusual activity: North Korea–Russia` */
export function digestTitle(digest: Pick<Digest, 'sections' | 'kind' | 'unusual'>): string {
  if (digest.unusual !== undefined) return unusualTitle(digest.unusual)
  const count = digestEntries(digest).length
  const stories = count === 1 ? '1 story' : `${count === 0 ? 'no' : count} ${digest.kind === 'overflow' ? 'more ' : ''}stories`
  return digest.kind === 'overflow' ? `Held back for a while: ${stories}` : `Digest: ${stories}`
}

const period = (digest: Digest, times: Times): string => `${times.short(digest.fromAt)} – ${times.full(digest.toAt)}`

const NAMED_FEEDS = 8

/** So that a dead feed never reads as calm. */
function feedWords({ feeds: { total, down } }: Digest): string {
  if (down.length === 0) return ''
  const named = down.slice(0, NAMED_FEEDS).join(', ')
  const more = down.length > NAMED_FEEDS ? ` and ${down.length - NAMED_FEEDS} more` : ''
  return `${down.length} of ${total} feeds could not be read in this time: ${named}${more}.`
}

const nothing = ({ watched }: Digest): RichText => [{ text: `Nothing new about ${watched.join(' or ')} in this time.` }]

/** A digest as an answer, which every platform renders. `room` is how many characters of text its stories may take. */
export function digestReply({ digest }: DigestBrief, room: number): Reply {
  const times = createTimes(digest.timeZone)
  const { lines, left } = fitted(digest, room)
  const more: readonly RichText[] =
    left === 0
      ? []
      : [[{ text: `${left} more ${left === 1 ? 'story' : 'stories'} for which there is no room: /latest has the newest, /search any.` }]]
  const feeds = feedWords(digest)
  return {
    title: digestTitle(digest),
    url: null,
    colour: digest.unusual?.subject.colour ?? digest.sections[0]?.alignments[0]?.colour ?? null,
    body: [
      ...(digest.unusual === undefined ? [] : unusualLines(digest.unusual)),
      ...(lines.length === 0 ? [nothing(digest)] : lines),
      ...more,
      ...(feeds === '' ? [] : [[{ text: feeds }]]),
    ],
    fields: [],
    picture: null,
    briefs: [],
    suggestions: [],
    footer: period(digest, times),
    ephemeral: false,
  }
}
