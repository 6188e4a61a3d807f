import type { Unusual } from '../../domain/alert.ts'
import type { Reply } from '../../domain/command.ts'
import type { Post } from '../../domain/delivery.ts'
import type { DigestBrief, DigestEntry } from '../../domain/digest.ts'
import { plain, type Run } from '../../domain/rich-text.ts'
import { digestReply } from '../../words/digests.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { addressFor, discordText, type Names, slackText } from './chat.ts'

/** How a digest is told: in which language, and what alignments are called in it. */
type Telling = { readonly words: Words; readonly names: Names }

const ENGLISH: Telling = { words: wordsIn('en'), names: new Map() }

const ROOM = 2_200
const LINE = 400

const iso = (at: number): string => new Date(at).toISOString()

/** The document a receiver gets: the digest as data, times as ISO 8601 in UTC. */
export function digestDocument({ key, route }: Post, brief: DigestBrief): object {
  const { kind, fromAt, toAt, sections, feeds, unusual } = brief.digest
  return {
    type: 'digest',
    id: key,
    route: route.id,
    digest: {
      id: brief.storyId,
      kind,
      title: brief.headline,
      text: digestText(brief, ENGLISH),
      from: iso(fromAt),
      to: iso(toAt),
      sections: sections.map(({ alignments, threads }) => ({
        alignments,
        threads: threads.map(({ label, entries }) => ({ label, stories: entries.map(entryDocument) })),
      })),
      feeds,
      ...(unusual === undefined ? {} : { unusual: unusualDocument(unusual) }),
    },
  }
}

/** What our own words say is told in words: what they are made of is no part of the document. */
const entryDocument = ({ at, grounds: _grounds, counts: _counts, ...entry }: DigestEntry): object => ({ ...entry, at: iso(at) })

/** What is unusual, as data: the windows of seven days that the alert rests on, oldest first. */
const unusualDocument = ({ until, windows, ...rest }: Unusual): object => ({
  ...rest,
  until: iso(until),
  windows: windows.map(({ startAt, ...window }) => ({ from: iso(startAt), ...window })),
})

type Encode = (text: string, limit: number) => string
type Link = (label: string, url: string) => string

function linesOf({ body, footer }: Pick<Reply, 'body' | 'footer'>, encode: Encode, link: Link): readonly string[] {
  const shown = ({ text, url }: Run): string => {
    const address = url === undefined ? null : addressFor(url)
    const label = encode(text, LINE)
    const padded = `${/^\s/.test(text) ? ' ' : ''}${label}${/\S\s$/.test(text) ? ' ' : ''}`
    return address === null ? padded : link(label, address)
  }
  return [...body.map((line) => line.map(shown).join('')), encode(footer, LINE)]
}

/** As many whole lines as fit, whatever the escapes have made of them. */
function within(limit: number, lines: readonly string[]): string {
  let text = ''
  for (const line of lines) if (text.length + line.length < limit) text = text === '' ? line : `${text}\n${line}`
  return text
}

/** A bracket would end the address too early. */
const discordLink: Link = (label, url) => `[${label}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`
const slackLink: Link = (label, url) => `<${url.replaceAll('&', '&amp;')}|${label}>`

const replyOf = (brief: DigestBrief, { words, names }: Telling): Reply => digestReply(brief, ROOM, words, names)

/** A message for Discord's incoming webhooks: one embed, nobody mentioned. */
export function discordDigest(brief: DigestBrief, telling: Telling = ENGLISH): object {
  const reply = replyOf(brief, telling)
  return {
    allowed_mentions: { parse: [] },
    embeds: [{ title: discordText(reply.title, 250), description: within(4_000, linesOf(reply, discordText, discordLink)) }],
  }
}

/** A message for Slack's incoming webhooks: a few lines, nobody mentioned, nothing unfurled. */
export function slackDigest(brief: DigestBrief, telling: Telling = ENGLISH): object {
  const reply = replyOf(brief, telling)
  const text = within(2_900, [`*${slackText(reply.title, 200)}*`, ...linesOf(reply, slackText, slackLink)])
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }], unfurl_links: false, unfurl_media: false }
}

/** A digest's text for the places of a template. */
export const digestText = (brief: DigestBrief, telling: Telling): string => replyOf(brief, telling).body.map(plain).join('\n')
