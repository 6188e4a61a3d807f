import type { DeliveriesView } from './deliveries-page.ts'
import type { WebNeeds } from './needs.ts'

/** How many deliveries one page shows. */
const DELIVERIES = 100

/** What went where, newest first, of one story or route where one is named. */
export async function deliveriesView(needs: WebNeeds, storyId = '', routeId = ''): Promise<DeliveriesView> {
  const filter = { limit: DELIVERIES, ...(storyId === '' ? {} : { storyId }), ...(routeId === '' ? {} : { routeId }) }
  const rows = await needs.outbox.list(filter)
  const headlines = new Map<string, string>()
  const digests = new Set<string>()
  for (const id of new Set(rows.map((row) => row.storyId))) {
    const story = await needs.context.archive.story(id)
    const digest = story === null ? await needs.digests?.find(id) : null
    if (digest) digests.add(id)
    const brief = story?.brief ?? digest
    if (brief) headlines.set(id, brief.headline)
  }
  return { rows, held: await needs.held(), headlines, digests, storyId, routeId, now: needs.clock() }
}
