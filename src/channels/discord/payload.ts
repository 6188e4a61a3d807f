import type { APIActionRowComponent, APIAllowedMentions, APIButtonComponent, APIEmbed } from 'discord.js'
import { MAX_BUTTON_LABEL, MAX_BUTTON_URL, MAX_EMBED_TOTAL, MAX_ROW, MAX_ROWS } from './limits.ts'
import { linkAddress, plainLine } from './markdown.ts'

export type ButtonRow = APIActionRowComponent<APIButtonComponent>

/** A message's body as the REST API takes it. */
export type Payload = {
  readonly content: string
  readonly embeds: readonly APIEmbed[]
  readonly components: readonly ButtonRow[]
  readonly allowed_mentions: APIAllowedMentions
}

/** Nobody is pinged but the role named. https://discord.com/developers/docs/resources/message#allowed-mentions-object */
export function allowedMentions(role: string | null): APIAllowedMentions {
  return role === null ? { parse: [] } : { parse: [], roles: [role] }
}

// https://discord.com/developers/docs/components/reference#button-button-styles
const SECONDARY = 2
const LINK = 5
const BUTTON = 2
const ACTION_ROW = 1

/** A button that comes back to us; null without words or without an id. */
export function idButton(words: string, customId: string | null): APIButtonComponent | null {
  const label = plainLine(words, MAX_BUTTON_LABEL)
  return customId === null || label === '' ? null : { type: BUTTON, style: SECONDARY, label, custom_id: customId }
}

/** A button that opens an address; null where the address is none, or too long. */
export function linkButton(label: string, url: string): APIButtonComponent | null {
  const address = linkAddress(url, MAX_BUTTON_URL)
  return address === '' ? null : { type: BUTTON, style: LINK, label: plainLine(label, MAX_BUTTON_LABEL), url: address }
}

/** Rows of up to five buttons; those that could not be made are left out, and of two with one id the first stays. */
export function buttonRows(buttons: readonly (APIButtonComponent | null)[], maxRows = MAX_ROWS): readonly ButtonRow[] {
  const seen = new Set<string>()
  const made = buttons.filter((button): button is APIButtonComponent => {
    if (button === null || button.type !== BUTTON) return false
    const id = 'custom_id' in button ? button.custom_id : 'url' in button ? `${button.url} ${button.label}` : ''
    return !seen.has(id) && seen.add(id) !== undefined
  })
  const rows: ButtonRow[] = []
  for (let at = 0; at < made.length && rows.length < maxRows; at += MAX_ROW) {
    rows.push({ type: ACTION_ROW, components: made.slice(at, at + MAX_ROW) })
  }
  return rows
}

/** The characters of an embed that count towards the message's total. */
export function embedLength(embed: APIEmbed): number {
  const fields = (embed.fields ?? []).reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  return (
    fields +
    (embed.title ?? '').length +
    (embed.description ?? '').length +
    (embed.footer?.text ?? '').length +
    (embed.author?.name ?? '').length
  )
}

/** Takes fields away from the end until the embed fits. */
export function withinTotal(embed: APIEmbed, max = MAX_EMBED_TOTAL): APIEmbed {
  let fields = embed.fields ?? []
  while (fields.length > 0 && embedLength({ ...embed, fields }) > max) fields = fields.slice(0, -1)
  return { ...embed, fields }
}

/** What matters least is mixed half with this grey, so that the strong colours are seen first. */
const GREY = 0x80

/** `#rrggbb` as the number Discord wants, at full strength or `muted`; undefined for anything else. */
export function colourNumber(colour: string | null | undefined, muted = false): number | undefined {
  if (colour === null || colour === undefined || !/^#[0-9a-f]{6}$/i.test(colour)) return undefined
  const whole = Number.parseInt(colour.slice(1), 16)
  if (!muted) return whole
  const part = (shift: number): number => (((whole >> shift) & 0xff) + GREY) >> 1
  return (part(16) << 16) | (part(8) << 8) | part(0)
}
