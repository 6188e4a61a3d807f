import type { Post } from '../../domain/delivery.ts'
import type { DigestBrief } from '../../domain/digest.ts'
import { digestReply } from '../../domain/digest-reply.ts'
import { plain } from '../../domain/rich-text.ts'
import { discordText, slackText } from './chat.ts'

const ROOM = 2_200
const LINE = 400

const iso = (at: number): string => new Date(at).toISOString()

/** The document a receiver gets: the digest as data, times as ISO 8601 in UTC. */
export function digestDocument({ key, route }: Post, { storyId, digest }: DigestBrief): object {
  const { kind, fromAt, toAt, sections, feeds } = digest
  return {
    type: 'digest',
    id: key,
    route: route.id,
    digest: {
      id: storyId,
      kind,
      from: iso(fromAt),
      to: iso(toAt),
      sections: sections.map(({ alignments, threads }) => ({
        alignments,
        threads: threads.map(({ label, entries }) => ({ label, stories: entries.map(({ at, ...entry }) => ({ ...entry, at: iso(at) })) })),
      })),
      feeds,
    },
  }
}

function linesOf(brief: DigestBrief, encode: (text: string, limit: number) => string): readonly string[] {
  const { body, footer } = digestReply(brief, ROOM)
  return [...body.map((line) => encode(plain(line), LINE)), encode(footer, LINE)]
}

/** A message for Discord's incoming webhooks: one embed, nobody mentioned. */
export const discordDigest = (brief: DigestBrief): object => ({
  allowed_mentions: { parse: [] },
  embeds: [{ title: discordText(brief.headline, 250), description: linesOf(brief, discordText).join('\n').slice(0, 4_000) }],
})

/** A message for Slack's incoming webhooks: a few lines, nobody mentioned, nothing unfurled. */
export function slackDigest(brief: DigestBrief): object {
  const text = [`*${slackText(brief.headline, 200)}*`, ...linesOf(brief, slackText)].join('\n').slice(0, 2_900)
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }], unfurl_links: false, unfurl_media: false }
}

/** A digest's text for the places of a template. */
export const digestText = (brief: DigestBrief): string => digestReply(brief, ROOM).body.map(plain).join('\n')
