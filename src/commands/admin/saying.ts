import type { Author } from '../../domain/change.ts'
import { type Reply, textReply } from '../../domain/command.ts'
import type { RichText } from '../../domain/rich-text.ts'

/** An answer that only the asker sees: what admins do is nobody else's news. */
export const privately = (title: string, body: readonly RichText[], more: Partial<Reply> = {}): Reply => ({
  ...textReply('', true),
  title,
  body,
  ...more,
})

/** What is wrong, a line each; that nothing was done goes without saying in none of them. */
export const refused = (problems: readonly string[]): Reply => ({
  ...textReply('', true),
  body: [...problems.map((text): RichText => [{ text }]), [{ text: 'Nothing was changed.' }]],
})

const NAMES: Readonly<Record<string, string>> = {
  discord: 'Discord',
  slack: 'Slack',
  webhook: 'webhook',
  local: 'the page',
  terminal: 'the terminal',
}

export const platformName = (platform: string): string => NAMES[platform] ?? platform

/** `slack user U0123`; who has the page's token is known by nothing else. */
export const authorName = ({ platform, userId }: Author): string =>
  platform === 'page' ? 'with the page’s token' : `by ${platformName(platform)} user ${userId}`

/** Parts of a list as people write it, without what is empty. */
export const partsOf = (typed: string): readonly string[] =>
  typed
    .split(/[,，、;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** `a, b and c`. */
export const together = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** `1 feed`, `3 feeds`. */
export const many = (count: number, noun: string, plural = `${noun}s`): string => `${count} ${count === 1 ? noun : plural}`

/** `3 d 4 h`, `12 min`: how long ago or how long since. */
export function lasting(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`
}
