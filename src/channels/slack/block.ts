import type { types } from '@slack/bolt'
import { BUTTON_TEXT, CONTEXT_ELEMENTS, HEADER_TEXT, PLACEHOLDER, SECTION_TEXT } from './limits.ts'
import { clean, cut } from './mrkdwn.ts'

export type Block = types.KnownBlock
export type Button = types.Button

/** `mrkdwn` must be escaped already; `verbatim` keeps Slack from making links, names and mentions of plain words. */
const mrkdwn = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true })

/** Plain text knows no markup at all. */
export const plainText = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(clean(text), limit),
  emoji: false,
})

export const header = (text: string): Block => ({ type: 'header', text: plainText(text, HEADER_TEXT) })

/** A paragraph of text from outside, shown letter by letter. */
export const paragraph = (text: string, limit = SECTION_TEXT): Block => ({ type: 'section', text: plainText(text, limit) })

/** A paragraph of mrkdwn made by us. */
export const section = (escaped: string, accessory?: Button): Block => ({
  type: 'section',
  text: mrkdwn(escaped),
  ...(accessory === undefined ? {} : { accessory }),
})

export const fields = (escaped: readonly string[]): Block => ({ type: 'section', fields: escaped.map(mrkdwn) })

/** Small grey lines of mrkdwn made by us; empty ones are left out, and without any there is no block. */
export function context(...escaped: readonly string[]): readonly Block[] {
  const lines = escaped.filter((line) => line !== '').slice(0, CONTEXT_ELEMENTS)
  return lines.length === 0 ? [] : [{ type: 'context', elements: lines.map(mrkdwn) }]
}

export const divider = (): Block => ({ type: 'divider' })

export const actions = (buttons: readonly Button[]): readonly Block[] =>
  buttons.length === 0 ? [] : [{ type: 'actions', elements: [...buttons] }]

export const button = (id: string, label: string, value: string): Button => ({
  type: 'button',
  action_id: id,
  text: plainText(label, BUTTON_TEXT),
  value,
})

export const linkButton = (id: string, label: string, url: string): Button => ({
  type: 'button',
  action_id: id,
  text: plainText(label, BUTTON_TEXT),
  url,
})

/** A list that asks for its options at each letter, beside words of ours. `id` comes back with what is typed and with what is chosen. */
export const select = (escaped: string, action: string, id: string, placeholder: string): Block => ({
  type: 'section',
  block_id: id,
  text: mrkdwn(escaped),
  // From the opening on: who is in the news stands there at once, and a name in Chinese, Japanese or Korean has two or three letters in all.
  accessory: { type: 'external_select', action_id: action, placeholder: plainText(placeholder, PLACEHOLDER), min_query_length: 0 },
})
