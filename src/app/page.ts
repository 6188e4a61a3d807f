import { commands } from '../commands/index.ts'
import { partyOf } from '../commands/parties.ts'
import { trendOf } from '../commands/trend-picture.ts'
import type { CommandContext } from '../domain/command.ts'
import type { TrendOf, WebNeeds } from '../web/needs.ts'
import { startWeb, type Web } from '../web/server.ts'
import type { Base } from './base.ts'
import { VERSION } from './version.ts'

const subjectOf = ({ alignment, actors }: TrendOf): string =>
  alignment?.label ?? (actors.length === 0 ? 'All alignments' : actors.map(({ name }) => name).join(' – '))

/** Acts by week for the page's data, counted as `/trend` counts them. */
const trendFor =
  (context: CommandContext): WebNeeds['trend'] =>
  (of, days) => {
    const filter = of.alignment === undefined ? { parties: of.actors.map(partyOf) } : { alignment: of.alignment.id }
    return trendOf(subjectOf(of), filter, days, context)
  }

export type PageNeeds = Required<Pick<WebNeeds, 'subscribe' | 'model'>>

/** Opens the page. Answers its address when it listens; throws in words where it cannot. */
export async function openPage(base: Base, needs: PageNeeds): Promise<Web> {
  const { options, living, store, context, clock, log, held, troubles, observer, parts } = base
  const { web, timeZone } = options.config.settings
  const { posts, outbox, digests } = store
  const page: WebNeeds = {
    ...needs,
    ...{ posts, outbox, digests, commands, context, clock, timeZone, log, held, troubles },
    names: web.names,
    feeds: living.feeds,
    actors: () => living.config().facts.actors,
    trend: trendFor(context),
    token: living.config().secrets.webToken,
    version: VERSION,
    machines: observer.onPage,
  }
  return parts.adopt(await startWeb({ ...page, host: web.host, port: web.port }), (part) => part.close())
}
