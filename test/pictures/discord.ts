import type { APIEmbed } from 'discord.js'
import type { ButtonRow, Payload } from '#src/channels/discord/payload.ts'
import { escapeHtml } from './html.ts'

/** What Discord makes of the markdown that we write: escapes, bold, masked links, times; anything else as it stands. */
const MARKUP =
  /\\(?<escaped>[^\p{L}\p{N}\s])|\*\*(?<bold>(?:\\.|[^*\\])+)\*\*|(?<!\\)\[(?<label>(?:\\.|[^\]\\])*)\]\((?<url>https?:[^)\s]+)\)|<t:(?<at>-?\d+):(?<style>[a-zA-Z])>|(?<line>\n)/gu

/** The zone of the reader of these pictures. */
const ZONE = { timeZone: 'Asia/Seoul' }

/** As Discord writes the time of an embed, in the reader's language. */
const footerTime = (at: string, tag: string): string =>
  new Intl.DateTimeFormat(tag, { dateStyle: 'short', timeStyle: 'short', ...ZONE }).format(new Date(at))

const WHEN = { d: { dateStyle: 'short' }, f: { dateStyle: 'long', timeStyle: 'short' } } as const

function shownTime(at: number, style: string, tag: string): string {
  const options = style === 'd' ? WHEN.d : WHEN.f
  return `<discord-time>${new Intl.DateTimeFormat(tag, { ...options, ...ZONE }).format(at * 1000)}</discord-time>`
}

/** Discord's markdown as the components' HTML. */
export function shownMarkdown(text: string, tag = 'en-GB'): string {
  let out = ''
  let done = 0
  for (const match of text.matchAll(MARKUP)) {
    const { escaped, bold, label, url, at, style, line } = match.groups ?? {}
    out += escapeHtml(text.slice(done, match.index))
    done = match.index + match[0].length
    if (escaped !== undefined) out += escapeHtml(escaped)
    else if (bold !== undefined) out += `<discord-bold>${shownMarkdown(bold, tag)}</discord-bold>`
    else if (label !== undefined) out += `<discord-link href="${escapeHtml(url ?? '')}">${shownMarkdown(label, tag)}</discord-link>`
    else if (at !== undefined) out += shownTime(Number(at), style ?? 'f', tag)
    else if (line !== undefined) out += '<br>'
  }
  return out + escapeHtml(text.slice(done))
}

const plain = (text: string): string => text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1')

/** Three inline fields stand on one line, as Discord sets them. */
function fields(all: NonNullable<APIEmbed['fields']>, tag: string): string {
  let column = 0
  return all
    .map(({ name, value, inline }) => {
      column = inline === true ? (column % 3) + 1 : 0
      const place = inline === true ? ` inline inline-index="${column}"` : ''
      return `<discord-embed-field field-title="${escapeHtml(name)}"${place}>${shownMarkdown(value, tag)}</discord-embed-field>`
    })
    .join('')
}

function embedHtml(embed: APIEmbed, tag: string): string {
  const colour = embed.color === undefined ? '' : ` color="#${embed.color.toString(16).padStart(6, '0')}"`
  const attributes = `${colour} author-name="${escapeHtml(embed.author?.name ?? '')}" embed-title="${escapeHtml(plain(embed.title ?? ''))}" url="${escapeHtml(embed.url ?? '')}"`
  const time = embed.timestamp === undefined ? '' : ` timestamp="${footerTime(embed.timestamp, tag)}"`
  return `<discord-embed slot="embeds"${attributes}>
  ${embed.description === undefined ? '' : `<discord-embed-description slot="description">${shownMarkdown(embed.description, tag)}</discord-embed-description>`}
  ${(embed.fields ?? []).length === 0 ? '' : `<discord-embed-fields slot="fields">${fields(embed.fields ?? [], tag)}</discord-embed-fields>`}
  <discord-embed-footer slot="footer"${time}>${escapeHtml(embed.footer?.text ?? '')}</discord-embed-footer>
</discord-embed>`
}

const rowHtml = ({ components }: ButtonRow): string =>
  `<discord-action-row>${components
    .map((button) => {
      if (!('label' in button)) return ''
      const url = 'url' in button ? ` url="${escapeHtml(button.url)}"` : ''
      return `<discord-button type="secondary"${url}>${escapeHtml(button.label ?? '')}</discord-button>`
    })
    .join('')}</discord-action-row>`

/** A message of the bot as the components show it. */
export const messageHtml = (
  { content, embeds, components }: Payload,
  light: boolean,
  tag = 'en-GB',
): string => `<discord-messages${light ? ' light-theme' : ''}>
<discord-message author="Alignment Watch" bot${light ? ' light-theme' : ''} avatar="/icon.svg" timestamp="">
${shownMarkdown(content, tag)}
${embeds.map((embed) => embedHtml(embed, tag)).join('')}
<discord-attachments slot="components">${components.map(rowHtml).join('')}</discord-attachments>
</discord-message></discord-messages>`
