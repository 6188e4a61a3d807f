import type { Brief } from '../../domain/brief.ts'
import type { Post } from '../../domain/delivery.ts'
import { fitted, posesAsOther, visible } from '../../domain/plain-text.ts'
import { phraseWords, summaryWords, unknownWords, updateWords } from '../../words/facts.ts'
import { capital } from '../../words/letters.ts'
import { tongueName } from '../../words/states.ts'
import { type Names, toldIn } from '../../words/told.ts'
import { type Words, wordsIn } from '../../words/words.ts'

export type { Names } from '../../words/told.ts'

/** All of it together stays within 6,000. https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const EMBED = { title: 250, description: 2_000, field: 600, footer: 500 }

/** Text from outside as one line whose escaped form fits. */
const plainText = (text: string, limit: number, write?: (line: string) => string): string =>
  fitted(visible(text.slice(0, limit * 8 + 64)), limit, write)

/** An unseen break after `<` and `@`, so that no reader of the raw text takes what follows for a mention. */
export const discordText = (text: string, limit: number): string =>
  plainText(text, limit, (line) => line.replace(/[\\*_~|`<>[\]()#:@-]/g, '\\$&').replace(/[<@]/g, '$&\u200b'))
export const slackText = (text: string, limit: number): string =>
  plainText(text, limit, (line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))

export function addressFor(raw: string): string | null {
  const url = URL.parse(raw)
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === ''
  return isWeb && url.href.length <= 1_000 ? url.href.replaceAll('|', '%7C') : null
}

const outlets = (brief: Brief): string => [...new Set(brief.sources.map((source) => source.outlet))].slice(0, 12).join(', ')
const alignments = (brief: Brief): string => brief.alignments.map((alignment) => alignment.label).join(', ')
const standing = ({ standing: state, standingText: text }: Brief, { posts }: Words): string => text || posts.standings[state]

function revision(brief: Brief, words: Words): string {
  const name = updateWords(brief, words)
  return brief.change === '' || name === '' ? name : words.writing.labelled(name, brief.change)
}

const original = ({ original: first }: Brief, { writing, locale }: Words): string =>
  first === null ? '' : writing.labelled(capital(tongueName(first.language, locale)), first.text)
const acts = (brief: Brief): string => brief.acts.map((act) => act.text).join(' · ')

/** The headline that links; words that name another address say where they lead. */
const headline = (brief: Brief, url: string | null): string =>
  url !== null && posesAsOther(visible(brief.headline), url) ? `${new URL(url).host}: ${brief.headline}` : brief.headline

/** A message for Discord's incoming webhooks: one embed, nobody mentioned. */
export function discordMessage({ brief: story, route }: Post, names: Names = new Map()): object {
  const words = wordsIn(route.language)
  const { posts } = words
  const brief = toldIn(story, words, names)
  const url = addressFor(brief.url)
  const colour = /^#[0-9a-f]{6}$/i.test(brief.alignments[0]?.colour ?? '')
    ? Number.parseInt(brief.alignments[0]?.colour.slice(1) ?? '0', 16)
    : 0
  const fields = [
    { name: posts.standing, value: discordText(standing(brief, words), EMBED.field) },
    { name: posts.sources, value: discordText(outlets(brief), EMBED.field) },
    { name: posts.sourceWords, value: discordText(phraseWords(brief, words), EMBED.field) },
    { name: posts.notKnown, value: discordText(unknownWords(brief, words), EMBED.field) },
  ].filter((field) => field.value !== '')
  const lines = [original(brief, words), acts(brief), summaryWords(brief, words)].map((text) =>
    discordText(text, EMBED.description / 3 - 1),
  )
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        author: { name: plainText(alignments(brief), EMBED.title) || 'Alignment Watch' },
        title: discordText(headline(brief, url), EMBED.title) || posts.noHeadline,
        ...(url === null ? {} : { url }),
        description: lines.filter((line) => line !== '').join('\n'),
        color: colour,
        fields,
        footer: {
          text: plainText([revision(brief, words), capital(posts.story(brief.storyId))].filter(Boolean).join(' · '), EMBED.footer),
        },
      },
    ],
  }
}

/** Together with a link of at most 700 characters they stay below the 3,000 of a section. */
const SLACK = {
  alignments: 150,
  revision: 200,
  headline: 300,
  acts: 250,
  summary: 600,
  standing: 150,
  outlets: 350,
  url: 700,
  original: 200,
  unknown: 150,
}

/** A message for Slack's incoming webhooks: a few lines, nobody mentioned, nothing unfurled. */
export function slackMessage({ brief: story, route }: Post, names: Names = new Map()): object {
  const words = wordsIn(route.language)
  const { posts, writing } = words
  const brief = toldIn(story, words, names)
  const unknown = unknownWords(brief, words)
  const url = addressFor(brief.url)?.replaceAll('&', '&amp;') ?? ''
  const lines = [
    joined(slackText(alignments(brief), SLACK.alignments), slackText(revision(brief, words), SLACK.revision)),
    `*${slackText(brief.headline, SLACK.headline).replaceAll('*', '∗') || posts.noHeadline}*`,
    slackText(original(brief, words), SLACK.original),
    slackText(acts(brief), SLACK.acts),
    slackText(summaryWords(brief, words), SLACK.summary),
    joined(slackText(standing(brief, words), SLACK.standing), slackText(outlets(brief), SLACK.outlets)),
    unknown === '' ? '' : writing.labelled(posts.notKnown, slackText(unknown, SLACK.unknown)),
    url === '' || url.length > SLACK.url ? '' : `<${url}|${posts.read}>`,
  ]
  const text = lines.filter((line) => line !== '').join('\n')
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }], unfurl_links: false, unfurl_media: false }
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')
