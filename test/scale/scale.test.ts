import { expect, test } from 'vitest'
import { describePostgres, newDatabase } from '../stand-ins/postgres/database.ts'
import { run } from './run.ts'

/** What a killed worker was sending is taken up when its lease has run out: then it takes five minutes and more. */
const LONGEST_MS = 600_000

describePostgres('workers on one Postgres', () => {
  // The long form, with its figures: `npm run scale`.
  test('one of two is killed in the middle of its work, and another comes: nothing is lost, doubled or out of order', {
    timeout: LONGEST_MS,
  }, async () => {
    const { account, spans, disturbed, mostOfHost } = await run({
      ...{ work: 'busy', feeds: 100, routes: 40, workers: [2], seconds: 4, warmSeconds: 1, drainSeconds: 420 },
      args: ['--role', 'worker'],
      databaseUrl: await newDatabase(),
      tell: () => {},
      signal: AbortSignal.timeout(LONGEST_MS),
    })
    const { lost, doubled, disordered, entries, wanted } = account
    expect({ lost, doubled, disordered }).toEqual({ lost: [], doubled: [], disordered: [] })
    expect(mostOfHost).toBe(1)
    expect([spans.length, disturbed === null]).toEqual([1, false])
    expect(entries).toBeGreaterThan(200)
    expect(wanted).toBeGreaterThan(10)
  })
})
