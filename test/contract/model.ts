import { describe, expect, test } from 'vitest'
import type { OpenStore } from './store.ts'

const DAY_MS = 86_400_000
const AT = Date.UTC(2026, 5, 1)

/** What every store remembers of a language model. */
export function testModelMemory(name: string, open: OpenStore): void {
  const answer = (key: string, body: string, at = AT) => ({ key, model: 'small', purpose: 'opinion' as const, body, at })

  describe(`${name} as a memory of what a model answered`, () => {
    test('gives back what was kept, and the newest where it was kept twice', async () => {
      const { store, close } = await open({ now: () => AT })
      expect(await store.model.answer('k')).toBeNull()
      await store.model.keep(answer('k', '{"about":true}'))
      await store.model.keep(answer('k', '{"about":false}'))
      expect(await store.model.answer('k')).toBe('{"about":false}')
      await close()
    })

    test('forgets after half a year', async () => {
      const { store, close } = await open({ now: () => AT })
      await store.model.keep(answer('old', '{}'))
      await store.model.keep(answer('new', '{}', AT + 184 * DAY_MS))
      expect([await store.model.answer('old'), await store.model.answer('new')]).toEqual([null, '{}'])
      await close()
    })

    test('adds up what a day cost, by any number of processes', async () => {
      const { store, second, close } = await open({ now: () => AT })
      const other = (await second()) ?? store
      await Promise.all([1, 2, 3].map((calls) => store.model.spend('2026-06-01', { calls, tokens: 100 })))
      await other.model.spend('2026-06-01', { calls: 4, tokens: 50 })
      expect(await store.model.spent('2026-06-01')).toEqual({ calls: 10, tokens: 350 })
      expect(await store.model.spent('2026-06-02')).toEqual({ calls: 0, tokens: 0 })
      if (other !== store) await other.close()
      await close()
    })
  })
}
