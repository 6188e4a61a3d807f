import type { types } from '@slack/bolt'
import { BUTTON_TEXT, CONTEXT_ELEMENTS, HEADER_TEXT, SECTION_TEXT } from './limits.ts'
import { clean, cut } from './mrkdwn.ts'

export type Block = types.KnownBlock
export type Button = types.Button

/** `mrkdwn` must be escaped already; `verbatim` keeps Slack from making links, names and mentions of plain words. */
const mrkdwn = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true })

/** Plain text knows no markup at all. */
const plainText = (text: string, limit: number): types.PlainTextElement => ({
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
