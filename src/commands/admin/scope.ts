import type { AdminDesk, Asker } from '../../domain/admin.ts'
import type { Author } from '../../domain/change.ts'
import { type CommandContext, type Reply, textReply } from '../../domain/command.ts'
import type { Route } from '../../domain/delivery.ts'
import { told } from '../../words/retold.ts'
import { type Words, wordsIn } from '../../words/words.ts'

/** What somebody may do, once it is known who they are. */
export type Scope = {
  readonly desk: AdminDesk
  readonly asker: Asker
  readonly by: Author
  /** Whether they look after the bot itself: every route, every feed. */
  readonly isOperator: boolean
  readonly mayChangeFeeds: boolean
  /** Whether the route leads to a channel of the server or workspace they look after. */
  mayChange(route: Pick<Route, 'id' | 'platform' | 'channel'>): Promise<boolean>
}

/**
 * Who asks, and what they may do; a refusal where they look after nothing here. An operator is whoever gives the page's token, or is
 * listed in the settings; an admin is who looks after the server or workspace, by its platform's own word.
 */
export async function scopeOf({ desk, asker, locale }: CommandContext): Promise<{ readonly scope: Scope } | { readonly refusal: Reply }> {
  const words = wordsIn(locale)
  if (desk === undefined || asker === undefined) return { refusal: refusal(words.desk.nobodyKnown, words) }
  const isOperator = asker.platform === 'page' || desk.operators().includes(`${asker.platform}:${asker.userId}`)
  const why = isOperator && asker.platform !== 'page' ? null : await asker.mayAdminister()
  if (why !== null) return { refusal: refusal(told(why, words), words) }
  const { platform, userId, place } = asker
  const mayChange: Scope['mayChange'] = async (route) =>
    isOperator || (place !== null && route.platform === platform && (await desk.placeOf(route)) === place)
  const mayChangeFeeds = isOperator || (desk.operators().length === 0 && desk.isOnlyPlace())
  return { scope: { desk, asker, by: { platform, userId, place }, isOperator, mayChangeFeeds, mayChange } }
}

const refusal = (why: string, { desk, writing }: Words): Reply =>
  textReply(`${desk.forAdmins(why.replace(/[.。]$/, ''))}${writing.gap}${desk.nothingChanged}`, true)

/** The answer where somebody would change feeds, which the whole bot shares, and does not look after it. */
export function notTheirFeeds({ desk, asker }: Scope, { desk: said, writing }: Words): Reply {
  const why = desk.operators().length > 0 ? said.feedsOfOperators : said.feedsOfMany(`${asker.platform}:${asker.userId}`)
  return textReply(`${why}${writing.gap}${said.nothingChanged}`, true)
}

/** The routes in use that they may see and change. */
export async function theirRoutes({ desk, mayChange }: Scope): Promise<readonly Route[]> {
  const theirs = await Promise.all(desk.routes().map(async (route) => ((await mayChange(route)) ? [route] : [])))
  return theirs.flat()
}
