import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Changes, NewChange } from '#src/domain/change.ts'
import { CALL_AT } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const by = { platform: 'discord', userId: '900', place: '77' }
const entry = { id: 'desk', platform: 'discord', channel: '123456', alignments: ['dprk-russia'] }
const added: NewChange = {
  at: CALL_AT,
  by,
  kind: 'route',
  subject: 'desk',
  place: '77',
  before: null,
  after: entry,
  set: { entry },
  undoes: null,
}

/** What every store keeps of what admins change. */
export function testChanges(name: string, open: OpenStore): void {
  describe(`${name} keeps what admins change`, () => {
    let harness: StoreHarness
    let changes: Changes
    beforeEach(async () => {
      harness = await open({ now: () => CALL_AT })
      changes = harness.store.changes
    })
    afterEach(() => harness.close())

    test('nothing is set and nothing logged at first', async () => {
      expect([await changes.settings(), await changes.newest(), await changes.list({ limit: 9 }), await changes.find(1)]).toEqual([
        [],
        0,
        [],
        null,
      ])
    })

    test('a change sets what it says and stands in the log: who, when, before and after', async () => {
      const id = await changes.record(added, null)
      expect(await changes.settings()).toEqual([{ kind: 'route', id: 'desk', entry, changeId: id }])
      const { set: _, ...told } = added
      expect(await changes.list({ limit: 9 })).toEqual([{ ...told, id, undoneBy: null }])
      expect(await changes.find(id ?? 0)).toMatchObject({ setBefore: null })
      expect(await changes.newest()).toBe(id)
    })

    test('a second one takes its place only where it knows of it; else nothing is stored', async () => {
      const first = await changes.record(added, null)
      const edited = { ...entry, threshold: 0.9 }
      const change = { ...added, at: CALL_AT + 1, before: entry, after: edited, set: { entry: edited } }
      expect(await changes.record(change, null)).toBeNull()
      expect(await changes.record(change, 99)).toBeNull()
      expect(await changes.list({ limit: 9 })).toHaveLength(1)
      const second = await changes.record(change, first)
      expect(await changes.settings()).toEqual([{ kind: 'route', id: 'desk', entry: edited, changeId: second }])
      expect(await changes.find(second ?? 0)).toMatchObject({ before: entry, after: edited, setBefore: { entry } })
    })

    test('what is taken out is held as taken out; what is undone is as the files say, and the log tells by which change', async () => {
      const first = await changes.record(added, null)
      const removed = await changes.record({ ...added, before: entry, after: null, set: { entry: null } }, first)
      expect(await changes.settings()).toMatchObject([{ id: 'desk', entry: null }])
      const back = await changes.record({ ...added, before: null, after: entry, set: { entry }, undoes: removed }, removed)
      const undone = await changes.record({ ...added, before: entry, after: null, set: null, undoes: first }, back)
      expect(await changes.settings()).toEqual([])
      expect((await changes.list({ limit: 9 })).map(({ id, undoes, undoneBy }) => [id, undoes, undoneBy])).toEqual([
        [undone, first, null],
        [back, removed, null],
        [removed, null, back],
        [first, null, undone],
      ])
    })

    test('the log is listed by kind and place, newest first, as many as asked', async () => {
      await changes.record(added, null)
      await changes.record({ ...added, subject: 'other', place: '78' }, null)
      await changes.record({ ...added, kind: 'feed', subject: 'desk', place: null }, null)
      const told = async (filter: Parameters<Changes['list']>[0]) =>
        (await changes.list(filter)).map(({ kind, subject }) => `${kind} ${subject}`)
      expect(await told({ limit: 9 })).toEqual(['feed desk', 'route other', 'route desk'])
      expect(await told({ kind: 'route', limit: 1 })).toEqual(['route other'])
      expect(await told({ place: '77', limit: 9 })).toEqual(['route desk'])
    })

    test('two at once: one of them is stored', async () => {
      const both = await Promise.all([changes.record(added, null), changes.record({ ...added, at: CALL_AT + 1 }, null)])
      expect(both.filter((id) => id !== null)).toHaveLength(1)
      expect(await changes.list({ limit: 9 })).toHaveLength(1)
    })
  })
}
