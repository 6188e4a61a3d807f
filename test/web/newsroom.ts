import { commands } from '#src/commands/index.ts'
import { partyOf } from '#src/commands/parties.ts'
import { trendOf } from '#src/commands/trend-picture.ts'
import type { CommandContext } from '#src/domain/command.ts'
import type { WebNeeds } from '#src/web/needs.ts'
import { createSite } from '#src/web/site.ts'
import { config, context as realContext } from '../commands/sample.ts'
import {
  makeAssessment,
  makeBrief,
  makeItem,
  makeOutcome,
  makeSource,
  makeVisitAssessment,
  makeVisitBrief,
  NHK,
  VISIT_AT,
  visitInChinese,
  visitInRussian,
} from '../fixtures/make.ts'
import { type Desk, type DeskOptions, openDesk } from './desk.ts'

const DAY_MS = 86_400_000
export const NEWSROOM_NOW = VISIT_AT + 3 * DAY_MS

/** The desk with everything that is really known, the real commands, and stories in the store. */
export type Newsroom = Omit<Desk, 'site'> & { readonly visit: string; readonly call: string }

/** A call of the three, as a Japanese outlet would report it on one of the days before the visit. */
function dailyCall(day: number) {
  const at = VISIT_AT - day * DAY_MS
  const item = makeItem({
    feedId: 'nhk-ja',
    guid: `call-${day}`,
    title: `Officials of the three countries hold call number ${day}`,
    text: 'Officials of the United States, Japan and South Korea spoke by telephone.',
    source: NHK,
    publishedAt: at,
    firstSeenAt: at + 60_000,
  })
  const brief = {
    headline: item.title,
    url: item.url,
    summary: [item.text],
    sources: [makeSource(item)],
    actors: ['japan', 'south-korea', 'united-states'],
    date: new Date(at).toISOString().slice(0, 10),
    openedAt: at,
    updatedAt: at,
  }
  const mentions = [{ actorId: 'japan', text: 'Japan', country: 'JPN', start: 0, end: 5 }]
  return makeOutcome({ item, assessment: makeAssessment({ mentions }), story: { openedAt: at, updatedAt: at }, brief })
}

/** The call of December 2024, the visit of July 2025 in two languages, and one call of the three on each of `days` before it. */
async function fill(desk: Desk, days: number): Promise<void> {
  const { stories } = desk.store
  const russian = { ...visitInRussian(), authors: ['Correspondent in Wonsan'], categories: ['Политика'] }
  await stories.record(makeOutcome())
  for (let day = 1; day <= days; day++) await stories.record(dailyCall(day))
  const story = { openedAt: VISIT_AT, updatedAt: VISIT_AT }
  await stories.record(makeOutcome({ item: russian, assessment: makeVisitAssessment(), story, brief: makeVisitBrief() }))
  const both = [makeSource(visitInRussian(), 1), makeSource(visitInChinese(), 2)]
  const grown = { revision: 2, change: 'Xinhua reports it too', sources: both, independentSources: 2, updatedAt: VISIT_AT + 900_000 }
  const joined = { id: makeVisitBrief().storyId, revision: 2, openedAt: VISIT_AT, updatedAt: VISIT_AT + 900_000 }
  await stories.record(
    makeOutcome({
      item: visitInChinese(),
      assessment: makeAssessment({ ...makeVisitAssessment(), language: 'zh', mentions: [] }),
      story: { ...joined, itemIds: [russian.id, visitInChinese().id] },
      brief: makeVisitBrief(grown),
    }),
  )
}

/** The needs of a site over the desk's store, with all that is really known. */
function needsOf(desk: Desk): WebNeeds {
  const context: CommandContext = { ...realContext, archive: desk.store.archive, now: desk.needs.clock }
  return {
    ...desk.needs,
    commands,
    context,
    actors: () => config.facts.actors,
    feeds: () => config.feeds,
    trend: ({ alignment, actors }, days) =>
      trendOf(
        alignment?.label ?? 'All alignments',
        alignment === undefined ? { parties: actors.map(partyOf) } : { alignment: alignment.id },
        days,
        context,
      ),
  }
}

export async function openNewsroom({ days = 0, ...options }: DeskOptions & { readonly days?: number } = {}): Promise<Newsroom> {
  const desk = await openDesk({ now: () => NEWSROOM_NOW, ...options })
  await fill(desk, days)
  const needs = needsOf(desk)
  const { app, live } = createSite(needs, '127.0.0.1')
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    app.request(path, { headers: { host: '127.0.0.1:8787', ...headers } })
  return {
    ...desk,
    needs,
    get,
    page: async (path) => (await get(path)).text(),
    visit: makeVisitBrief().storyId,
    call: makeBrief().storyId,
    close: async () => {
      live.close()
      await desk.close()
    },
  }
}

/** Posts to the channel: more than one page of them, with one and with several sources. */
export async function fillChannel(room: Pick<Newsroom, 'post'>): Promise<void> {
  for (let index = 0; index < 40; index++) await room.post(makeBrief({ storyId: `story${index}`, sources: [makeSource(), makeSource()] }))
  await room.post(makeVisitBrief())
}
