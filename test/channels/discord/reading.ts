import { objects } from '../../stand-ins/discord/limits.ts'
import type { Json, Message } from '../../stand-ins/discord/world.ts'

const MASKED = /(?<!\\)\[((?:\\.|[^\]\\])*)\]\(<?(https?:[^)>\s]+)>?\)/g
const BARE = /https?:\/\/[^\s<>)]+/g

const part = (value: unknown): string => (typeof value === 'string' ? value : '')
const inner = (value: unknown, key: string): string => part((value as Json | undefined)?.[key])

/** The places of a message whose text Discord reads as markdown. */
export function markdownOf(message: Pick<Message, 'content' | 'embeds'>): readonly string[] {
  return [
    message.content,
    ...message.embeds.flatMap((embed) => [
      part(embed.title),
      part(embed.description),
      ...objects(embed.fields).flatMap(({ name, value }) => [part(name), part(value)]),
    ]),
  ]
}

/** What a reader sees of markdown: links by their labels, escapes and unseen breaks gone. */
const shown = (text: string): string =>
  text
    .replace(MASKED, (_all, label: string) => label)
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replaceAll('\u200b', '')

/** Every word of a message that a reader sees. */
export function wordsOf(message: Pick<Message, 'content' | 'embeds' | 'components'>): string {
  const plain = message.embeds.flatMap((embed) => [inner(embed.author, 'name'), inner(embed.footer, 'text')])
  const labels = message.components.flatMap((row) => objects(row.components).map(({ label }) => part(label)))
  return [...markdownOf(message).map(shown), ...plain, ...labels].join('\n')
}

/** Every address a reader can follow, with the words that stand for it. */
export function linksOf(
  message: Pick<Message, 'content' | 'embeds' | 'components'>,
): readonly { readonly label: string; readonly url: string }[] {
  const texts = markdownOf(message)
  const masked = texts.flatMap((text) => [...text.matchAll(MASKED)].map(([, label = '', url = '']) => ({ label: shown(label), url })))
  const bare = texts.flatMap((text) => (text.replace(MASKED, '').match(BARE) ?? []).map((url) => ({ label: url, url })))
  const titles = message.embeds
    .filter(({ url }) => url !== undefined)
    .map(({ title, url }) => ({ label: shown(part(title)), url: part(url) }))
  const buttons = message.components
    .flatMap((row) => objects(row.components))
    .filter(({ url }) => url !== undefined)
    .map(({ label, url }) => ({ label: part(label), url: part(url) }))
  return [...masked, ...bare, ...titles, ...buttons]
}
