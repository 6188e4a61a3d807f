import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '#src/store/store.ts'
import { run } from '../e2e/run.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-changes-'))
  const store = await openStore({ path: path.join(folder, 'store.db') })
  const by = { platform: 'discord', userId: '900', place: '77' }
  const entry = { id: 'desk', platform: 'discord', channel: '123456', threshold: 0.5 }
  const change = { at: Date.parse('2025-07-12T09:00:00Z'), by, kind: 'route', subject: 'desk', place: '77', undoes: null } as const
  const first = await store.changes.record({ ...change, before: null, after: entry, set: { entry } }, null)
  const edited = { ...entry, threshold: 0.7 }
  await store.changes.record({ ...change, before: entry, after: edited, set: { entry: edited } }, first)
  await store.changes.record(
    { ...change, kind: 'feed', subject: 'river', place: null, before: null, after: { id: 'river' }, set: null },
    null,
  )
  await store.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const changes = (...args: string[]) => run(['changes', ...args], { env: { STORE_PATH: path.join(folder, 'store.db') } })

describe('changes', () => {
  test('lists who changed what and when, newest first', async () => {
    const { code, out } = await changes()
    expect(code).toBe(0)
    expect(out.trim().split('\n').slice(2)).toEqual([
      '3  2025-07-12 09:00  discord:900 in 77  feed river added',
      '2  2025-07-12 09:00  discord:900 in 77  route desk edited: threshold: 0.5 → 0.7',
      '1  2025-07-12 09:00  discord:900 in 77  route desk added',
    ])
  })

  test('of one kind, as many as asked, as one JSON object with what stood before and after', async () => {
    const { out } = await changes('--kind', 'routes', '--limit', '1', '--json')
    const { changes: log } = JSON.parse(out)
    expect(log).toHaveLength(1)
    expect(log[0]).toMatchObject({ id: 2, at: '2025-07-12T09:00:00.000Z', before: { threshold: 0.5 }, after: { threshold: 0.7 } })
  })

  test('says what is wrong with how it is used', async () => {
    expect(await changes('--limit', 'many')).toMatchObject({ code: 2, err: expect.stringContaining('"many" is no number') })
    expect(await changes('--kind', 'actors')).toMatchObject({ code: 2, err: expect.stringContaining('neither routes nor feeds') })
    const none = await run(['changes'], { env: { STORE_PATH: path.join(folder, 'nowhere.db') } })
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('there is no store') })
  })
})
