import type { APIEmbed, APIEmbedField } from 'discord.js'
import type { Brief } from '../../domain/brief.ts'
import type { Picture, Reply } from '../../domain/command.ts'
import type { RichText } from '../../domain/rich-text.ts'
import type { Names } from '../../words/told.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { customId } from './custom-id.ts'
import {
  MAX_ALT_TEXT,
  MAX_CONTENT,
  MAX_DESCRIPTION,
  MAX_EMBED_TOTAL,
  MAX_EMBEDS,
  MAX_FIELD_NAME,
  MAX_FIELD_VALUE,
  MAX_FIELDS,
  MAX_FOOTER,
  MAX_ROWS,
  MAX_TITLE,
} from './limits.ts'
import { fitLines, honestLabel, linkAddress, markdown, plainLine, richLine } from './markdown.ts'
import { allowedMentions, buttonRows, colourNumber, embedLength, idButton, type Payload, withinTotal } from './payload.ts'
import { briefButtons, briefEmbed, smallEmbed, type Telling } from './render.ts'

/** A file to send along: its name in the message, and what it shows in words. */
export type RenderedFile = { readonly name: string; readonly alt: string; readonly bytes: () => Promise<Uint8Array> }

export type RenderedReply = { readonly payload: Payload; readonly files: readonly RenderedFile[]; readonly ephemeral: boolean }

/** Left of the 6000 characters for the stories below the answer itself. */
const ANSWER_WITH_STORIES = 2500

const lines = (rich: readonly RichText[], max: number, words: Words): string =>
  fitLines(
    rich.map((line) => richLine(line, max)),
    max,
    words,
  ).trim()

function fieldsOf(reply: Reply, words: Words): APIEmbedField[] {
  return reply.fields.slice(0, MAX_FIELDS).map(({ name, value, inline }) => ({
    name: markdown(name, MAX_FIELD_NAME) || '—',
    value: lines(value, MAX_FIELD_VALUE, words) || '—',
    inline,
  }))
}

/** Attachment names are referred to by `attachment://`, so they keep to plain letters. */
export const fileName = (picture: Picture): string => `${picture.name.replace(/\.png$/i, '').replace(/[^a-z0-9-]+/gi, '-') || 'chart'}.png`

function answerEmbed(reply: Reply, words: Words): APIEmbed {
  const url = reply.url === null ? '' : linkAddress(reply.url)
  const colour = colourNumber(reply.colour)
  const title = markdown(url === '' ? reply.title : honestLabel(reply.title, url), MAX_TITLE)
  const total = reply.briefs.length === 0 ? MAX_EMBED_TOTAL : ANSWER_WITH_STORIES
  const description = lines(reply.body, Math.min(MAX_DESCRIPTION, total - MAX_TITLE), words)
  return withinTotal(
    {
      ...(title === '' ? {} : { title }),
      ...(url === '' || title === '' ? {} : { url }),
      ...(colour === undefined ? {} : { color: colour }),
      ...(description === '' ? {} : { description }),
      fields: fieldsOf(reply, words),
      ...(reply.picture === null ? {} : { image: { url: `attachment://${fileName(reply.picture)}` } }),
      ...(reply.footer === '' ? {} : { footer: { text: plainLine(reply.footer, Math.min(MAX_FOOTER, 500)) } }),
    },
    total,
  )
}

/** Stories as embeds, as many as the message has room for: one in full, several small. */
function storyEmbeds(briefs: readonly Brief[], room: number, places: number, telling: Telling): readonly APIEmbed[] {
  const [only, ...others] = briefs
  if (only !== undefined && others.length === 0) return [withinTotal(briefEmbed(only, telling), room)]
  let left = room
  return briefs
    .slice(0, places)
    .map((brief) => smallEmbed(brief, telling))
    .filter((embed) => {
      left -= embedLength(embed)
      return left >= 0
    })
}

const isPlain = (reply: Reply): boolean =>
  reply.title === '' && reply.fields.length === 0 && reply.picture === null && reply.footer === '' && reply.colour === null

/** What is asked next, as buttons; one whose arguments do not fit into a button is left out. */
function suggestionRows(reply: Reply, maxRows: number) {
  return buttonRows(
    reply.suggestions.map(({ label, command, args }) => idButton(label, customId({ kind: 'run', command, args }))),
    maxRows,
  )
}

/** Dark as most readers' Discord is; on its own paper it reads in the bright theme too. */
const darkOf = (picture: Picture) => (): Promise<Uint8Array> => picture.png('dark')

/** An answer as a message. Pure; the picture is made into PNG only when it is sent. */
export function renderReply(reply: Reply, blocs: Names, words: Words = wordsIn('en')): RenderedReply {
  const text = isPlain(reply) ? lines(reply.body, MAX_CONTENT - 100, words) : ''
  const answer = isPlain(reply) ? [] : [answerEmbed(reply, words)]
  const used = answer.reduce((sum, embed) => sum + embedLength(embed), 0)
  const stories = storyEmbeds(reply.briefs, MAX_EMBED_TOTAL - used, MAX_EMBEDS - answer.length, { blocs, words })
  const untold = reply.briefs.length - stories.length
  const [only] = reply.briefs.length === 1 ? reply.briefs : []
  const storyRows = only === undefined ? [] : briefButtons(only, '', words)
  const content = [text, untold > 0 ? words.chat.noRoomFor(untold) : ''].filter((line) => line !== '').join('\n')
  return {
    payload: {
      content: content === '' && answer.length + stories.length === 0 ? '—' : content,
      embeds: [...answer, ...stories],
      components: [...storyRows, ...suggestionRows(reply, MAX_ROWS - storyRows.length)],
      allowed_mentions: allowedMentions(null),
    },
    files:
      reply.picture === null
        ? []
        : [{ name: fileName(reply.picture), alt: plainLine(reply.picture.alt, MAX_ALT_TEXT), bytes: darkOf(reply.picture) }],
    ephemeral: reply.ephemeral,
  }
}
