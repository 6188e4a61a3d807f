import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openBase } from '#src/app/base.ts'
import { createClockwork } from '#src/app/shared/clockwork.ts'
import type { Route } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import { createWorker } from '#src/jobs/worker.ts'
import { makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'
import { configOf } from './share.ts'

const AT = Date.UTC(2025, 6, 12, 9)
const feedsYaml = `feeds:\n  - { id: none, title: None, url: "http://127.0.0.1:9/none", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n`

test('what a route’s last digest has to tell is told by whichever process is there, though it knew the route without digests', async () => {
  await using parts = new AsyncDisposableStack()
  const shared = await configOf({ url: 'postgres://nobody@127.0.0.1/none', feedsYaml })
  const config = {
    ...shared,
    settings: { ...shared.settings, store: { ...shared.settings.store, path: ':memory:' } },
    secrets: { ...shared.secrets, databaseUrl: null },
  }
  const terminal = new PassThrough()
  let now = AT
  const base = await openBase({ config, log: silentLog, terminal, interactive: false, clock: () => now }, parts)
  const live = makeRoute()
  const daily = makeRoute({ mode: 'digest', digest: { schedule: '0 8 * * *', timeZone: 'UTC' } })
  let routes: readonly Route[] = [live]
  const needs = { ...base, living: { ...base.living, routes: () => routes }, onForgotten: () => {} }
  const crew = {
    needs,
    worker: (name: string, work: (signal: AbortSignal) => Promise<unknown>) =>
      parts.adopt(createWorker(name, work, silentLog), (made) => made.stop()),
  }
  const [mine, yours] = [createClockwork(crew), createClockwork(crew)]
  await mine.digest.run()
  routes = [daily]
  await yours.digest.run()
  now += 60_000
  const outcome = makeOutcome({
    item: makeItem(),
    story: { id: 'told', openedAt: now, updatedAt: now },
    brief: { openedAt: now },
    routes: [],
  })
  await base.store.stories.record(outcome)
  routes = [live]
  // Not before every process knows of it, and what they had begun is stored.
  for (const [minutes, process] of [
    [1, mine],
    [2, yours],
    [3, mine],
  ] as const) {
    now += 60_000
    await process.digest.run()
    if (minutes < 3) expect(await base.store.outbox.list({ limit: 9 })).toEqual([])
  }
  expect((await base.store.outbox.list({ limit: 9 })).map(({ routeId }) => routeId)).toEqual(['desk'])
})
