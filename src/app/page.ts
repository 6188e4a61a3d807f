import { partyOf } from '../commands/parties.ts'
import { trendOf } from '../commands/trend-picture.ts'
import type { Config } from '../config.ts'
import type { CommandContext } from '../domain/command.ts'
import type { TrendOf, WebNeeds } from '../web/needs.ts'
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

/** What the page is handed besides what all parts share. */
export const pageNeeds = (config: () => Config, context: CommandContext): Pick<WebNeeds, 'actors' | 'trend' | 'token' | 'version'> => ({
  actors: () => config().facts.actors,
  trend: trendFor(context),
  token: config().secrets.webToken,
  version: VERSION,
})
