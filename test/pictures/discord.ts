import type { APIEmbed } from 'discord.js'
import type { ButtonRow, Payload } from '#src/channels/discord/payload.ts'
import { escapeHtml } from './html.ts'

/** What Discord makes of the markdown that we write: escapes, bold, masked links, times; anything else as it stands. */
const MARKUP =
  /\\(?<escaped>[^\p{L}\p{N}\s])|\*\*(?<bold>(?:\\.|[^*\\])+)\*\*|(?<!\\)\[(?<label>(?:\\.|[^\]\\])*)\]\((?<url>https?:[^)\s]+)\)|<t:(?<at>-?\d+):(?<style>[a-zA-Z])>|(?<line>\n)/gu

/** As Discord writes the time of an embed, in the zone of the reader of these pictures. */
const FOOTER_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Seoul' })

const WHEN = { d: { dateStyle: 'short' }, f: { dateStyle: 'long', timeStyle: 'short' } } as const

function shownTime(at: number, style: string): string {
  const options = style === 'd' ? WHEN.d : WHEN.f
  return `<discord-time>${new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'Asia/Seoul' }).format(at * 1000)}</discord-time>`
}

/** Discord's markdown as the components' HTML. */
export function shownMarkdown(text: string): string {
  let out = ''
  let done = 0
  for (const match of text.matchAll(MARKUP)) {
    const { escaped, bold, label, url, at, style, line } = match.groups ?? {}
    out += escapeHtml(text.slice(done, match.index))
    done = match.index + match[0].length
    if (escaped !== undefined) out += escapeHtml(escaped)
    else if (bold !== undefined) out += `<discord-bold>${shownMarkdown(bold)}</discord-bold>`
    else if (label !== undefined) out += `<discord-link href="${escapeHtml(url ?? '')}">${shownMarkdown(label)}</discord-link>`
    else if (at !== undefined) out += shownTime(Number(at), style ?? 'f')
    else if (line !== undefined) out += '<br>'
  }
  return out + escapeHtml(text.slice(done))
}

const plain = (text: string): string => text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1')

/** Three inline fields stand on one line, as Discord sets them. */
function fields(all: NonNullable<APIEmbed['fields']>): string {
  let column = 0
  return all
    .map(({ name, value, inline }) => {
      column = inline === true ? (column % 3) + 1 : 0
      const place = inline === true ? ` inline inline-index="${column}"` : ''
      return `<discord-embed-field field-title="${escapeHtml(name)}"${place}>${shownMarkdown(value)}</discord-embed-field>`
    })
    .join('')
}

function embedHtml(embed: APIEmbed): string {
  const colour = embed.color === undefined ? '' : ` color="#${embed.color.toString(16).padStart(6, '0')}"`
  const attributes = `${colour} author-name="${escapeHtml(embed.author?.name ?? '')}" embed-title="${escapeHtml(plain(embed.title ?? ''))}" url="${escapeHtml(embed.url ?? '')}"`
  const time = embed.timestamp === undefined ? '' : ` timestamp="${FOOTER_TIME.format(new Date(embed.timestamp))}"`
  return `<discord-embed slot="embeds"${attributes}>
  ${embed.description === undefined ? '' : `<discord-embed-description slot="description">${shownMarkdown(embed.description)}</discord-embed-description>`}
  ${(embed.fields ?? []).length === 0 ? '' : `<discord-embed-fields slot="fields">${fields(embed.fields ?? [])}</discord-embed-fields>`}
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
): string => `<discord-messages${light ? ' light-theme' : ''}>
<discord-message author="Alignment Watch" bot${light ? ' light-theme' : ''} avatar="/icon.svg" timestamp="">
${shownMarkdown(content)}
${embeds.map(embedHtml).join('')}
<discord-attachments slot="components">${components.map(rowHtml).join('')}</discord-attachments>
</discord-message></discord-messages>`
