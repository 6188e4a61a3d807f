import type { DigestBrief } from '../../domain/digest.ts'
import { digestReply } from '../../words/digests.ts'
import { wordsIn } from '../../words/words.ts'
import { customId } from './custom-id.ts'
import { plainLine } from './markdown.ts'
import { buttonRows, idButton, type Payload } from './payload.ts'
import type { PostStyle } from './render.ts'
import { renderReply } from './reply.ts'

/** Of the 4096 characters of a description, what stories may take: escapes and the last lines need the rest. */
const ROOM = 3_000
const PUSH_LINE = 180

/** A digest as a message. Its button carries the delivery's key, by which the post is found again. Pings nobody. */
export function renderDigest(brief: DigestBrief, { blocs, key, words = wordsIn('en') }: PostStyle): Payload {
  const reply = digestReply(brief, ROOM, words, blocs)
  const { payload } = renderReply({ ...reply, suggestions: [] }, blocs, words)
  return {
    ...payload,
    content: plainLine(reply.title, PUSH_LINE),
    components: buttonRows([idButton(words.posts.latest, customId({ kind: 'latest', key }))]),
  }
}
