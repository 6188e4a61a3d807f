import type { DeliveriesView } from './deliveries-page.ts'
import type { WebNeeds } from './needs.ts'

/** How many deliveries one page shows. */
const DELIVERIES = 100

/** What went where, newest first, of one story or route where one is named. */
export async function deliveriesView(needs: WebNeeds, storyId = '', routeId = ''): Promise<DeliveriesView> {
  const filter = { limit: DELIVERIES, ...(storyId === '' ? {} : { storyId }), ...(routeId === '' ? {} : { routeId }) }
  const rows = await needs.outbox.list(filter)
  const headlines = new Map<string, string>()
  for (const id of new Set(rows.map((row) => row.storyId))) {
    const story = await needs.context.archive.story(id)
    if (story !== null) headlines.set(id, story.brief.headline)
  }
  return { rows, held: await needs.held(), headlines, storyId, routeId, now: needs.clock() }
}
