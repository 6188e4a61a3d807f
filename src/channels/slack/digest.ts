import type { Picture } from '../../domain/command.ts'
import type { Post } from '../../domain/delivery.ts'
import type { DigestBrief } from '../../domain/digest.ts'
import { plain } from '../../domain/rich-text.ts'
import { digestReply } from '../../words/digests.ts'
import { wordsIn } from '../../words/words.ts'
import { words } from './mrkdwn.ts'
import { type BlocNames, lines, markOf, type SlackMessage } from './render.ts'
import { renderReply } from './reply.ts'

/** What stories may take of the sections that `renderReply` fills. */
const ROOM = 4_500
const PLAIN_ROOM = 2_500

/** A picture with the id of its uploaded file; null where it could not be uploaded, and its words stand in its place. */
export type Shown = { readonly picture: Picture; readonly fileId: string | null }

/** A digest as Slack shows it in a channel. */
export function renderDigest(post: Post, brief: DigestBrief, names: BlocNames, shown: Shown | null = null): SlackMessage {
  const own = wordsIn(post.route.language)
  const reply = { ...digestReply(brief, ROOM, own, names), picture: shown?.picture ?? null }
  const { text, blocks } = renderReply(reply, names, shown?.fileId ?? null, own)
  return { text, blocks, metadata: markOf(post) }
}

/** The same in plain lines, for when Slack refuses the blocks. */
export function renderDigestPlainly(post: Post, brief: DigestBrief, names: BlocNames = new Map()): SlackMessage {
  const { title, body, footer } = digestReply(brief, PLAIN_ROOM, wordsIn(post.route.language), names)
  return { text: lines(...[title, ...body.map(plain), footer].map((line) => words(line, 500))), blocks: [], metadata: markOf(post) }
}
