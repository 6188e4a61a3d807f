import type { StoredMessage } from './workspace.ts'

type Json = Readonly<Record<string, unknown>>

/** What a member of the channel sees of a message, whom it notified, and where it can lead. */
export type Seen = {
  readonly text: string
  readonly pings: readonly string[]
  readonly links: readonly { readonly label: string; readonly url: string }[]
}

const NOTHING: Seen = { text: '', pings: [], links: [] }

/**
 * Reads a message as Slack shows it: blocks where there are any (the text then serves notifications only, where its mentions
 * count too), else the text.
 */
export function readMessage(message: Pick<StoredMessage, 'text' | 'blocks'>): Seen {
  const inText = readMrkdwn(message.text, true)
  if (message.blocks.length === 0) return inText
  const inBlocks = readValue(message.blocks)
  return { ...inBlocks, pings: [...new Set([...inBlocks.pings, ...inText.pings])] }
}

function readValue(value: unknown): Seen {
  if (Array.isArray(value)) return join(value.map(readValue))
  if (typeof value !== 'object' || value === null) return NOTHING
  const part = value as Json
  if (part.type === 'plain_text') return { ...NOTHING, text: String(part.text) }
  if (part.type === 'mrkdwn') return readMrkdwn(String(part.text), part.verbatim === true)
  if (part.type === 'image') return { ...NOTHING, text: String(part.alt_text) }
  const inner = readValue([part.text, part.fields, part.elements, part.accessory])
  const led = part.type === 'button' && typeof part.url === 'string' ? [{ label: inner.text.trim(), url: part.url }] : []
  return { ...inner, links: [...inner.links, ...led] }
}

const join = (parts: readonly Seen[]): Seen => ({
  text: parts
    .map((part) => part.text)
    .filter((text) => text !== '')
    .join('\n'),
  pings: parts.flatMap((part) => part.pings),
  links: parts.flatMap((part) => part.links),
})

/** mrkdwn: `<…>` is a mention, a date or a link. What is not verbatim is searched for mentions and addresses too. */
export function readMrkdwn(text: string, verbatim: boolean): Seen {
  const pings: string[] = []
  const links: { label: string; url: string }[] = []
  const shown = text.replace(/<([^<>]*)>/g, (_, inner: string) => {
    const [target = '', ...label] = inner.split('|')
    const words = unescaped(label.join('|'))
    if (target.startsWith('!date^')) return words
    if (target.startsWith('!')) return ping(pings, target.slice(1).replace(/^subteam\^/, ''))
    if (target.startsWith('@')) return ping(pings, target.slice(1))
    if (target.startsWith('#')) return words || target
    links.push({ label: words || unescaped(target), url: unescaped(target) })
    return words || unescaped(target)
  })
  if (!verbatim) {
    for (const [, name = ''] of shown.matchAll(/@(channel|here|everyone)\b/g)) pings.push(name)
    for (const [url] of shown.matchAll(/https?:\/\/[^\s|>]+/g)) links.push({ label: url, url })
  }
  return { text: unescaped(shown), pings, links }
}

function ping(pings: string[], whom: string): string {
  pings.push(whom)
  return `@${whom}`
}

const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
