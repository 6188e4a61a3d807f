import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { replay, replayItems } from '#src/cli/replay.ts'
import { keptFor } from '#src/domain/assessment.ts'
import type { Brief } from '#src/domain/brief.ts'
import type { Item } from '#src/domain/item.ts'
import { createAssessor } from '#src/judgement/assess.ts'
import { openStore } from '#src/store/store.ts'
import { createNewsroom } from '#src/stories/newsroom.ts'
import { shuffled } from '../stories/told.ts'
import { demoConfig, demoItems } from './demo-items.ts'
import { runVerb } from './run-verb.ts'

const config = await demoConfig()
const items = await demoItems(config)

/** The briefs that would have been posted, as one text, and what the store says at the end. */
async function replayed(order: readonly Item[]) {
  const store = await openStore({ path: ':memory:' })
  const posted: string[] = []
  const onBrief = async (brief: Brief): Promise<void> => void posted.push(JSON.stringify(brief))
  await replayItems(order, config, store, onBrief, new AbortController().signal)
  const latest = JSON.stringify(await store.archive.latest({ limit: 1_000 }))
  await store.close()
  return { posted: posted.join('\n'), latest }
}

/** What a story tells, whoever reported first: ids, revisions and changes hang on the order. */
const told = ({ headline, summary, sources, acts, standingText, alignments }: Brief): string =>
  JSON.stringify([headline, summary, sources.map(({ itemId }) => itemId), acts, standingText, alignments.map(({ id }) => id)])

/** The stories at the end of one order of arrival, all seen late: nothing sorts them by time before they are placed. */
function storiesAfter(order: readonly Item[]): readonly string[] {
  const { facts } = config
  const assessor = createAssessor(config)
  const newsroom = createNewsroom({ facts, alignments: facts.alignments, options: { merge: true, retainMs: Number.POSITIVE_INFINITY } })
  const stories = new Map<string, Brief>()
  for (const item of order) {
    const report = { item, assessment: assessor.assess(item) }
    if (keptFor(report.assessment).length === 0) continue
    const { brief, merged } = newsroom.tell(report, 0)
    stories.set(brief.storyId, brief)
    for (const { storyId } of merged) stories.delete(storyId)
  }
  return [...stories.values()].map(told).toSorted()
}

const labelled = new URL('../../../shared/data/headlines-dev.jsonl', import.meta.url)
const there = existsSync(labelled)
if (!there) process.stderr.write('The labelled headlines are not here (../shared/data): only the demo is replayed twice.\n')

/** What `replay FILE` writes, with a configuration of its own each time. */
async function replayedFile(path: string): Promise<string> {
  const { code, out } = await runVerb(replay, ['replay', path], { cwd: fileURLToPath(new URL('../..', import.meta.url)) })
  expect(code).toBe(0)
  return out
}

test.skipIf(!there)('replaying the labelled headlines gives the same briefs twice, byte for byte', { timeout: 180_000 }, async () => {
  const once = await replayedFile(fileURLToPath(labelled))
  expect(once.split('\n').length).toBeGreaterThan(100)
  expect(await replayedFile(fileURLToPath(labelled))).toBe(once)
})

describe('replaying the items of the demo', () => {
  test('gives the same briefs twice, byte for byte', async () => {
    const once = await replayed(items)
    expect(once.posted.split('\n').length).toBeGreaterThan(40)
    expect(await replayed(items)).toEqual(once)
  })

  test('gives the same briefs in whatever order the feeds came', async () => {
    const once = await replayed(items)
    expect(await replayed(items.toReversed())).toEqual(once)
    expect(await replayed(shuffled(items, 7))).toEqual(once)
  })

  test('ends in the same stories in whatever order the reports arrive', () => {
    const inTime = storiesAfter(items.toSorted((a, b) => a.publishedAt - b.publishedAt))
    expect(inTime.length).toBeGreaterThan(10)
    expect(storiesAfter(items.toReversed())).toEqual(inTime)
    for (const seed of [1, 2, 3, 4]) expect(storiesAfter(shuffled(items, seed))).toEqual(inTime)
  })

  test('broken off and taken up again by another process, ends as if it had not been', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'alignment-watch-replay-'))
    const path = join(folder, 'store.sqlite')
    const inTime = items.toSorted((a, b) => a.publishedAt - b.publishedAt || a.id.localeCompare(b.id))
    const briefs: Brief[] = []
    for (const part of [inTime.slice(0, 30), inTime.slice(30, 55), inTime.slice(55)]) {
      const store = await openStore({ path })
      await replayItems(part, config, store, async (brief) => void briefs.push(brief), new AbortController().signal)
      await store.close()
    }
    await rm(folder, { recursive: true })
    expect(briefs.map((brief) => JSON.stringify(brief)).join('\n')).toBe((await replayed(items)).posted)
  })
})
