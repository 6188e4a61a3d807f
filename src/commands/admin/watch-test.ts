import type { CommandContext, Reply } from '../../domain/command.ts'
import type { Route } from '../../domain/delivery.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { told } from '../../words/retold.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { storyLine, tellingOf } from '../lines.ts'
import type { Args } from './route-entry.ts'
import { channelName, missingWords, routeButton, routeLines } from './route-lines.ts'
import { privately } from './saying.ts'
import type { Scope } from './scope.ts'

const DAYS = 7
const SHOWN = 6

/** `test`: what would have gone to a route in the last week; and, where asked for, a line that is really posted there. */
export async function testReply(route: Route, args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const { desk } = scope
  const telling = tellingOf(context)
  const { words } = telling
  const { routes: said, writing } = words
  const [seen, { of, briefs }] = await Promise.all([desk.channel(route.platform, route.channel), desk.matching(route, DAYS)])
  const posted = /^(?:yes|true)$/i.test((args.post ?? '').trim()) ? await postedLine(route, scope, words) : []
  const missing = seen !== null && seen.missing.length > 0 ? [[{ text: missingWords(seen, words) }]] : []
  const where = channelName(route, seen, words)
  const count: RichText = [
    { text: said.ofStories(briefs.length, of, DAYS), bold: true },
    { text: `${writing.gap}${briefs.length === 0 ? said.wouldGo(where) : said.newest(where)}` },
  ]
  const stories = briefs.slice(0, SHOWN).map((brief) => storyLine(brief, context.timeZone, telling))
  const post = posted.length > 0 ? [] : [{ ...routeButton(said.postLine, 'test', route) }]
  return privately(said.testOf(route.id), [...routeLines(route, context), ...missing, ...posted, count, ...stories], {
    suggestions: post.map((button) => ({ ...button, args: { ...button.args, post: 'yes' } })),
  })
}

/** What is posted is in the language of the route's posts. */
async function postedLine(route: Route, { desk }: Scope, words: Words): Promise<readonly RichText[]> {
  const result = await desk.post(route, wordsIn(route.language).routes.testLine)
  if (result.kind === 'sent') return [[{ text: words.routes.linePosted }]]
  return [[{ text: words.routes.noLine(told(result.reason, words)) }]]
}
