import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { evaluate } from '#src/cli/evaluate.ts'
import { feedback, labelled } from '#src/cli/feedback.ts'
import type { FeedbackVerdict, JudgedStory } from '#src/domain/feedback.ts'
import { makeBrief, makeOutcome, makeVisitBrief } from '../fixtures/make.ts'
import { type Desk, openDesk } from './stored.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const { storyId } = makeBrief()

async function judge(...verdicts: readonly FeedbackVerdict[]): Promise<void> {
  const store = await desk.store()
  await store.stories.record(makeOutcome())
  for (const [n, verdict] of verdicts.entries()) await store.feedback.put({ platform: 'slack', storyId, userId: `U${n}`, verdict, at: n })
  await store.close()
}

const judgedBy = (...verdicts: readonly FeedbackVerdict[]): JudgedStory => ({
  brief: makeBrief(),
  reports: [makeOutcome().report],
  voices: verdicts.map((verdict, n) => ({ platform: 'slack', storyId, userId: `U${n}`, verdict, at: n })),
})

describe('the voices of readers as labels', () => {
  const labels = (...verdicts: readonly FeedbackVerdict[]) =>
    labelled(judgedBy(...verdicts)).map((line) => {
      const { us_jp_kr, dprk_russia } = line as Record<string, unknown>
      return [us_jp_kr, dprk_russia]
    })

  test('relevant and duplicate leave the item its alignment, not relevant takes it away', () => {
    expect(labels('relevant')).toEqual([[true, false]])
    expect(labels('duplicate')).toEqual([[true, false]])
    expect(labels('not-relevant', 'relevant', 'not-relevant')).toEqual([[false, false]])
  })

  test('wrong alignment means the other one, where one of two was shown', () => {
    expect(labels('wrong-alignment')).toEqual([[false, true]])
    const both = {
      ...judgedBy('wrong-alignment'),
      brief: makeBrief({ alignments: [...makeBrief().alignments, ...makeVisitBrief().alignments] }),
    }
    expect(labelled(both)).toEqual([])
  })

  test('as many voices for as against give no label', () => {
    expect(labels('relevant', 'not-relevant')).toEqual([])
    expect(labels('duplicate', 'relevant', 'not-relevant', 'wrong-alignment')).toEqual([[true, false]])
  })
})

describe('feedback export', () => {
  test('gives the items of judged stories with their texts, labels and votes, and nobody’s name', async () => {
    await judge('relevant', 'duplicate')
    const { out, err, code } = await desk.run(feedback, ['feedback', 'export'])
    const { item } = makeOutcome().report
    expect(JSON.parse(out)).toEqual({
      id: item.id,
      title: item.title,
      description: item.text,
      published: '2024-12-19T12:00:00.000Z',
      lang: 'en',
      url: item.url,
      source: 'Yonhap',
      us_jp_kr: true,
      dprk_russia: false,
      borderline: false,
      votes: { relevant: 1, 'wrong-alignment': 0, 'not-relevant': 0, duplicate: 1 },
    })
    expect([err, code]).toEqual(['1 judged story\n', 0])
  })

  test('evaluate measures against it', async () => {
    await judge('relevant')
    const { out } = await desk.run(feedback, ['feedback', 'export'])
    const [stdout, program] = [new PassThrough(), new Command()]
    const told = text(stdout)
    evaluate(program, {
      stdin: Readable.from([out]),
      stdout,
      stderr: new PassThrough(),
      env: {},
      cwd: new URL('../..', import.meta.url).pathname,
      interactive: false,
      signal: new AbortController().signal,
      exit: () => {},
    })
    await program.parseAsync(['evaluate', '-', '--json'], { from: 'user' })
    stdout.end()
    expect(JSON.parse(await told)).toMatchObject({ items: 1, alignments: { 'us-jp-kr': { all: { positives: 1 } } } })
  })

  test('a story on which readers are divided is left out, and that is told', async () => {
    await judge('relevant', 'not-relevant')
    const { out, err } = await desk.run(feedback, ['feedback', 'export'])
    expect(out).toBe('')
    expect(err).toContain('1 left out')
  })

  test('without a store it says so and makes none', async () => {
    const { err, code } = await desk.run(feedback, ['feedback', 'export'])
    expect(err).toMatch(/there is no store at .*alignment-watch\.db: start the bot first/)
    expect(code).toBe(2)
    expect((await desk.run(feedback, ['feedback', 'export'])).code).toBe(2)
  })
})
