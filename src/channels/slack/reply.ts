import type { Brief } from '../../domain/brief.ts'
import type { Reply, ReplyField } from '../../domain/command.ts'
import { plain, type RichText } from '../../domain/rich-text.ts'
import { summaryWords } from '../../words/facts.ts'
import { toldIn } from '../../words/told.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { asTyped } from './arguments.ts'
import { actions, type Block, button, context, divider, fields, header, section } from './block.ts'
import { choosingBlocks } from './choosing.ts'
import { ACTIONS, ALL_TEXT, ALT_TEXT, BLOCKS, BUTTON_VALUE, FIELD_TEXT, SECTION_FIELDS, SECTION_TEXT } from './limits.ts'
import { bold, clean, cut, escaped, link, moment, words } from './mrkdwn.ts'
import { alignmentWords, type BlocNames, lines, sourceWords, standingWords } from './render.ts'

/** What is sent to a response address. */
export type SlackAnswer = { readonly text: string; readonly blocks: readonly Block[]; readonly response_type: 'ephemeral' | 'in_channel' }

const BODY_TEXT = 6_000
const TITLE = 200
const FOOTER = 300
const NOTICE = 300
const RUN_TEXT = 1_500

/** A line of text with its bold runs and links, cut to whole runs that cut. */
function line(rich: RichText, limit: number): string {
  let out = ''
  for (const run of rich) {
    const shown = runWords(run)
    if (out.length + shown.length >= limit) return `${out}…`
    out += shown
  }
  return out
}

/** As many whole lines as fit. */
function linesOf(rich: readonly RichText[], limit: number): string {
  let out = ''
  for (const one of rich) {
    const shown = line(one, limit)
    if (out.length + shown.length + 2 > limit) return out === '' ? '…' : `${out}\n…`
    out = out === '' ? shown : `${out}\n${shown}`
  }
  return out
}

/** Blanks at the ends of a run part it from its neighbours, and Slack's bold must touch the words. */
function runWords(run: RichText[number]): string {
  const [, before = '', after = ''] = /^(\s*)[\s\S]*?(\s*)$/.exec(run.text) ?? []
  const inner = run.url === undefined ? words(asTyped(run.text), RUN_TEXT) : link(run.url, run.text, RUN_TEXT)
  if (inner === '') return run.text === '' ? '' : ' '
  return `${before && ' '}${run.bold === true ? bold(inner) : inner}${after && ' '}`
}

/** Lines packed into as few sections as cut. */
function sections(all: readonly string[], limit = BODY_TEXT): readonly Block[] {
  const packed: string[] = []
  let used = 0
  for (const one of all) {
    if (used + one.length > limit) break
    used += one.length + 1
    const last = packed.at(-1)
    if (last !== undefined && last.length + one.length + 1 <= SECTION_TEXT) packed[packed.length - 1] = `${last}\n${one}`
    else packed.push(one)
  }
  return packed.filter((text) => text.trim() !== '').map((text) => section(text))
}

function fieldBlocks(all: readonly ReplyField[]): readonly Block[] {
  const shown = all.map((field) => `${bold(words(field.name, 100))}\n${linesOf(field.value, FIELD_TEXT - 200)}`)
  const blocks: Block[] = []
  let row: string[] = []
  const flush = (): void => {
    if (row.length > 0) blocks.push(fields(row))
    row = []
  }
  for (const [index, text] of shown.entries()) {
    if (all[index]?.inline === true) row.push(text)
    else {
      flush()
      blocks.push(section(text))
    }
    if (row.length === SECTION_FIELDS) flush()
  }
  flush()
  return blocks
}

/** A story within an answer: shorter than its post, with its own way to ask why. */
export function briefBlocks(story: Brief, names: BlocNames, own: Words): readonly Block[] {
  const brief = toldIn(story, own, names)
  const title = bold(link(brief.url, brief.headline, 400) || own.posts.noHeadline)
  const summary = words(summaryWords(brief, own), 500)
  return [
    section(summary === '' ? title : `${title}\n${summary}`, button('why', own.posts.why, brief.storyId)),
    ...context(
      lines(
        [alignmentWords(brief.alignments), standingWords(brief, own), moment(brief.updatedAt)].filter(Boolean).join(' · '),
        sourceWords(brief, names, own),
      ),
    ),
    divider(),
  ]
}

/** Buttons for what to ask next; their value holds the command. */
const suggestionButtons = (reply: Reply): readonly Block[] =>
  actions(
    reply.suggestions
      .map(({ label, command, args }, index) => ({ id: `ask-${index}`, label, value: JSON.stringify({ command, args }) }))
      .filter(({ label, value }) => clean(label) !== '' && value.length <= BUTTON_VALUE)
      .slice(0, ACTIONS)
      .map(({ id, label, value }) => button(id, label, value)),
  )

const titleBlocks = (reply: Reply): readonly Block[] => {
  if (clean(reply.title) === '') return []
  return reply.url === null ? [header(reply.title)] : [section(bold(link(reply.url, reply.title, TITLE)))]
}

const pictureBlocks = (reply: Reply, fileId: string | null, { chat }: Words): readonly Block[] => {
  if (reply.picture === null) return []
  const alt = cut(clean(reply.picture.alt), ALT_TEXT) || chat.chart
  return fileId === null ? context(escaped(cut(alt, SECTION_TEXT / 3))) : [{ type: 'image', slack_file: { id: fileId }, alt_text: alt }]
}

/** The characters of text in blocks: what Slack counts against the message as a whole. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLength(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : textLength(one)),
    0,
  )
}

/** As many of the blocks, whole groups at a time, as a message takes. Says how many groups were left out. */
function within(groups: readonly (readonly Block[])[], room: { readonly blocks: number; readonly text: number }) {
  const taken: Block[] = []
  let text = 0
  for (const [index, group] of groups.entries()) {
    text += textLength(group)
    if (taken.length + group.length > room.blocks || text > room.text) return { blocks: taken, left: groups.length - index }
    taken.push(...group)
  }
  return { blocks: taken, left: 0 }
}

/** An answer as Slack shows it. `fileId` is the uploaded picture; without one its description stands in its place. */
export function renderReply(
  reply: Reply,
  names: BlocNames = new Map(),
  fileId: string | null = null,
  own: Words = wordsIn('en'),
): SlackAnswer {
  const closing = [...suggestionButtons(reply), ...choosingBlocks(reply.choosing, own), ...context(words(asTyped(reply.footer), FOOTER))]
  const groups = [
    titleBlocks(reply),
    sections(reply.body.map((rich) => line(rich, SECTION_TEXT))),
    pictureBlocks(reply, fileId, own),
    ...fieldBlocks(reply.fields).map((block) => [block]),
    ...reply.briefs.map((brief) => briefBlocks(brief, names, own)),
  ]
  const { blocks, left } = within(groups, { blocks: BLOCKS - closing.length - 1, text: ALL_TEXT - textLength(closing) - 100 })
  const more = left === 0 ? [] : context(own.chat.partsLeft(left))
  const shown = [...blocks, ...more, ...closing]
  return {
    text:
      words(reply.title || reply.body.map((rich) => plain(rich)).join(' ') || reply.briefs[0]?.headline || reply.footer, NOTICE) ||
      own.chat.answer,
    blocks: shown.length > 0 ? shown : [section(own.chat.nothingToShow)],
    response_type: reply.ephemeral ? 'ephemeral' : 'in_channel',
  }
}

/** A line only the asker sees. */
export const note = (text: string): SlackAnswer => ({
  text: words(text, 1_000),
  blocks: [section(words(text, 1_000))],
  response_type: 'ephemeral',
})
