import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Act, Brief } from '#src/domain/brief.ts'
import { CATEGORIES } from '#src/domain/event.ts'
import { pointerTo } from '#src/stories/merged.ts'
import { CALL_AT, makeBrief, makeItem, makeOutcome } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const DAY_MS = 86_400_000
/** A Monday. */
const MONDAY_AT = Date.UTC(2024, 8, 2)
const NAMES = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot']

/** The same numbers each time, from 0 up to 1. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

type Told = { readonly actors: readonly string[]; readonly updatedAt: number; readonly acts: readonly Act[] }

const act = (category: Act['category']): Act => ({
  category,
  mode: null,
  subtype: null,
  actors: ['RUS'],
  recipients: ['PRK'],
  standing: 'confirmed',
  text: category,
})

/** What a reader who has all stories before them would count. */
function counted(stories: Iterable<Told>, actorId: string, since: number) {
  const mine = [...stories].filter(({ actors, updatedAt }) => actors.includes(actorId) && updatedAt >= since)
  return NAMES.filter((name) => name !== actorId && mine.some(({ actors }) => actors.includes(name)))
    .map((name) => {
      const shared = mine.filter(({ actors }) => actors.includes(name))
      const told = (category: Act['category']): number => shared.filter(({ acts }) => acts.some((one) => one.category === category)).length
      const categories = CATEGORIES.filter((category) => told(category) > 0)
      return {
        actorId: name,
        count: shared.length,
        categories: categories.toSorted((a, b) => told(b) - told(a) || (a < b ? -1 : 1)),
      }
    })
    .toSorted((a, b) => b.count - a.count || (a.actorId < b.actorId ? -1 : 1))
}

/** Who is named with whom, counted by week as stories are told, told anew, merged and let go. */
export function testCompanions(name: string, open: OpenStore): void {
  describe(`${name} counting who is named with whom`, () => {
    let harness: StoreHarness
    let now = CALL_AT
    const stories = new Map<string, Told>()
    const revisions = new Map<string, number>()
    beforeEach(async () => {
      stories.clear()
      revisions.clear()
      now = MONDAY_AT
      harness = await open({ now: () => now })
    })
    afterEach(() => harness.close())

    function outcome(id: string, told: Told) {
      const revision = (revisions.get(id) ?? 0) + 1
      revisions.set(id, revision)
      stories.set(id, told)
      const item = makeItem({
        guid: `${id}-${revision}`,
        title: `Report ${revision} of ${id}`,
        url: `https://news.example/${id}/${revision}`,
        publishedAt: told.updatedAt,
      })
      const times = { revision, openedAt: told.updatedAt, updatedAt: told.updatedAt }
      return makeOutcome({
        item,
        story: { id, ...times },
        routes: [],
        brief: { ...times, date: null, actors: told.actors, acts: told.acts },
      })
    }
    const tell = (id: string, told: Told) => harness.store.stories.record(outcome(id, told))

    /** Thirty stories over eight weeks, half of them told anew, in another week or with others in them. */
    async function tellMany(): Promise<void> {
      const random = numbers(3)
      const made = (): Told => ({
        actors: NAMES.filter(() => random() < 0.45),
        updatedAt: MONDAY_AT + Math.floor(random() * 56 * DAY_MS),
        acts: CATEGORIES.slice(0, 5)
          .filter(() => random() < 0.4)
          .map(act),
      })
      for (let n = 0; n < 30; n += 1) await tell(`story-${n}`, made())
      for (let n = 0; n < 30; n += 2) await tell(`story-${n}`, made())
    }

    /** From the first moment, from a Monday, from within a week, from the last millisecond of one, and from after all. */
    const SINCE = [0, MONDAY_AT + 14 * DAY_MS, MONDAY_AT + 17 * DAY_MS + 12_345, MONDAY_AT + 28 * DAY_MS - 1, MONDAY_AT + 90 * DAY_MS]

    async function isAsCounted(): Promise<void> {
      for (const actorId of [...NAMES, 'nobody'])
        for (const since of SINCE) {
          const all = counted(stories.values(), actorId, since)
          expect(await harness.store.archive.counterparts(actorId, since, 99)).toEqual(all)
        }
    }

    test('is as if all stories were counted, from any moment on, also where they were told anew', async () => {
      await tellMany()
      await isAsCounted()
    })

    test('those named most often come first, as many as are asked for', async () => {
      await tellMany()
      const [, , since = 0] = SINCE
      const most = counted(stories.values(), 'alpha', since).slice(0, 2)
      expect(await harness.store.archive.counterparts('alpha', since, 2)).toEqual(most)
      expect(most).toHaveLength(2)
    })

    test('stories that are merged away count no more', async () => {
      await tellMany()
      const told = outcome('story-1', { ...(stories.get('story-1') as Told), actors: NAMES })
      const absorbed: Brief = makeBrief({ storyId: 'story-3', revision: revisions.get('story-3') ?? 1 })
      if (told.story === null) throw new Error('an outcome without a story')
      await harness.store.stories.record({ ...told, story: { ...told.story, merged: [pointerTo(told.story.brief, absorbed)] } })
      stories.delete('story-3')
      await isAsCounted()
    })

    test('stories that are let go count no more', async () => {
      await tellMany()
      const before = MONDAY_AT + 21 * DAY_MS
      now = MONDAY_AT + 900 * DAY_MS
      expect(await harness.store.upkeep.forget('stories', before, 999)).toBeGreaterThan(3)
      for (const [id, { updatedAt }] of [...stories]) if (updatedAt < before) stories.delete(id)
      await isAsCounted()
    })
  })
}
