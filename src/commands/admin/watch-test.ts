import type { CommandContext, Reply } from '../../domain/command.ts'
import type { Route } from '../../domain/delivery.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { storyLine } from '../lines.ts'
import type { Args } from './route-entry.ts'
import { channelName, missingWords, routeButton, routeLines } from './route-lines.ts'
import { many, privately } from './saying.ts'
import type { Scope } from './scope.ts'

const DAYS = 7
const SHOWN = 6

/** `test`: what would have gone to a route in the last week; and, where asked for, a line that is really posted there. */
export async function testReply(route: Route, args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const { desk } = scope
  const [seen, { of, briefs }] = await Promise.all([desk.channel(route.platform, route.channel), desk.matching(route, DAYS)])
  const posted = /^(?:yes|true)$/i.test((args.post ?? '').trim()) ? await postedLine(route, scope) : []
  const missing = seen !== null && seen.missing.length > 0 ? [[{ text: missingWords(seen) }]] : []
  const count: RichText = [
    { text: `${briefs.length} of ${many(of, 'story', 'stories')} of the last ${DAYS} days`, bold: true },
    { text: ` would have gone to ${channelName(route, seen)}${briefs.length === 0 ? '.' : ', the newest:'}` },
  ]
  const stories = briefs.slice(0, SHOWN).map((brief) => storyLine(brief, context.timeZone))
  const post = posted.length > 0 ? [] : [{ ...routeButton('Post a line there', 'test', route) }]
  return privately(`Test of ${route.id}`, [...routeLines(route, context), ...missing, ...posted, count, ...stories], {
    suggestions: post.map((button) => ({ ...button, args: { ...button.args, post: 'yes' } })),
  })
}

async function postedLine(route: Route, { desk }: Scope): Promise<readonly RichText[]> {
  const result = await desk.post(route, 'This is a test: stories that an admin asked for will be posted here.')
  if (result.kind === 'sent') return [[{ text: 'A line was posted there.' }]]
  return [[{ text: `No line could be posted there: ${result.reason}` }]]
}
