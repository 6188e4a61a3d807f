import type { Author } from '../../domain/change.ts'
import { type Reply, textReply } from '../../domain/command.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { platformCalled } from '../../words/retold.ts'
import { type Words, wordsIn } from '../../words/words.ts'

/** An answer that only the asker sees: what admins do is nobody else's news. */
export const privately = (title: string, body: readonly RichText[], more: Partial<Reply> = {}): Reply => ({
  ...textReply('', true),
  title,
  body,
  ...more,
})

/** What is wrong, a line each; that nothing was done goes without saying in none of them. */
export const refused = (problems: readonly string[], { desk }: Words): Reply => ({
  ...textReply('', true),
  body: [...problems.map((text): RichText => [{ text }]), [{ text: desk.nothingChanged }]],
})

/** `by Slack user U0123`; who has the page's token is known by nothing else. */
export const authorName = ({ platform, userId }: Author, words: Words = wordsIn('en')): string =>
  platform === 'page' ? words.desk.withToken : words.desk.by(platformCalled(platform, words), userId)

/** Parts of a list as people write it, without what is empty. */
export const partsOf = (typed: string): readonly string[] =>
  typed
    .split(/[,，、;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** `3 d 4 h`, `12 min`: how long ago or how long since. */
export function lasting(ms: number, { desk }: Words): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  if (minutes < 60) return desk.minutes(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? desk.hours(hours, minutes % 60) : desk.days(Math.floor(hours / 24), hours % 24)
}
