import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openJudgement } from '#src/app/judgement.ts'
import { openModel } from '#src/app/model.ts'
import { replayItems } from '#src/cli/replay.ts'
import type { Config } from '#src/config.ts'
import type { Brief } from '#src/domain/brief.ts'
import { silentLog } from '#src/domain/log.ts'
import type { ModelMemory } from '#src/domain/model.ts'
import { createPipeline } from '#src/pipeline.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { demoConfig, demoItems } from '../cli/demo-items.ts'
import { type ModelServer, startModelServer } from '../stand-ins/model-server.ts'

const plain = await demoConfig()
/** Enough of the demo for some stories; a whole replay takes seconds. */
const items = (await demoItems(plain)).slice(0, 30)
const never = new AbortController().signal

let server: ModelServer
let kept: Store

beforeEach(async () => {
  server = await startModelServer()
  kept = await openStore({ path: ':memory:' })
})
afterEach(async () => {
  await kept.close()
  await server.close()
})

/** The demo's configuration with the stand-in as its model. */
function asking(changes: Partial<Config['settings']['model']> = {}): Config {
  const model = { ...plain.settings.model, timeoutMs: 5_000, callsPerDay: 10_000, ...changes }
  return { ...plain, settings: { ...plain.settings, model }, model: { baseUrl: server.url, name: 'stand-in', apiKey: null } }
}

/** The briefs of one replay into a fresh store, and what is stored at the end. */
async function replayed(config: Config, memory?: ModelMemory) {
  const store = await openStore({ path: ':memory:' })
  const briefs: Brief[] = []
  await replayItems(items, config, store, async (brief) => void briefs.push(brief), never, memory)
  const judged = await Promise.all(items.map(async ({ id }) => (await store.archive.item(id))?.assessment))
  await store.close()
  return { briefs, judged, bytes: JSON.stringify([briefs, judged]) }
}

const opinion = { about: false, rule: 'none', phrase: '', reason: 'No rule holds.' }

/** Answers with the headline of the first English report as the summary: that stands in a report. */
function wordWell(): void {
  server.answerWith(({ purpose, material }) => {
    if (purpose === 'opinion') return opinion
    const { reports } = JSON.parse(material) as { reports: { language: string; headline: string }[] }
    return {
      headline: null,
      summary: reports
        .filter(({ language }) => language === 'en')
        .slice(0, 1)
        .map(({ headline }) => `${headline}.`),
    }
  })
}

describe('without a model', () => {
  test('a replay is the same to the byte, and nothing speaks of one', async () => {
    const without = await replayed(plain)
    expect((await replayed(plain, kept.model)).bytes === without.bytes).toBe(true)
    expect(/"opinion"|"wording"/.test(without.bytes)).toBe(false)
    expect(server.asked).toHaveLength(0)
  })
})

describe('with a model', () => {
  test('posts are in its words where they stand in the reports, say so, and a second replay asks nothing and gives the same bytes', async () => {
    wordWell()
    const first = await replayed(asking({ secondOpinion: false }), kept.model)
    const worded = first.briefs.filter(({ wording }) => wording?.summary === true)
    expect(worded.length).toBeGreaterThan(0)
    expect(worded.every(({ wording }) => wording?.by === 'stand-in')).toBe(true)
    const asked = server.asked.length
    expect((await replayed(asking({ secondOpinion: false }), kept.model)).bytes === first.bytes).toBe(true)
    expect(server.asked).toHaveLength(asked)
  })

  test('only items near a threshold are asked about, and the answer is stored with who gave it and why', async () => {
    server.answerWith(() => opinion)
    const { judged } = await replayed(asking({ wording: false, band: 0.5 }), kept.model)
    const verdicts = judged.flatMap((assessment) => Object.values(assessment?.verdicts ?? {}))
    const opinions = verdicts.filter((verdict) => verdict.opinion !== undefined)
    expect(opinions.length).toBeGreaterThan(0)
    expect(server.asked.length).toBeLessThanOrEqual(opinions.length)
    expect(opinions.map(({ opinion: given }) => given?.reason).filter((reason) => reason !== opinion.reason)).toEqual([])
    expect(opinions.every((verdict) => !verdict.kept)).toBe(true)
    const far = await replayed(asking({ wording: false, band: 0 }), kept.model)
    expect(far.bytes.includes('"opinion"')).toBe(false)
  })

  test.each(['rubbish', 'silent', 500] as const)('that is %s, the posts are those of the scorer and the summariser', async (behaviour) => {
    server.behave(behaviour)
    const without = await replayed(plain)
    const startedAt = performance.now()
    const failing = await replayed(asking({ band: 0.5, timeoutMs: 300 }), kept.model)
    expect(JSON.stringify(failing.briefs) === JSON.stringify(without.briefs)).toBe(true)
    expect(server.asked.length).toBeLessThan(12)
    expect(performance.now() - startedAt).toBeLessThan(20_000)
  })

  test('goes by what is watched now, not by what was at the start', async () => {
    server.answerWith(() => opinion)
    const config = asking({ wording: false, band: 0.5 })
    let watched: Config['facts'] = { ...config.facts, alignments: [] }
    const { assess } = openJudgement(
      () => config,
      kept,
      () => 0,
    )
    const model = await openModel({ config, store: kept, assess, clock: () => 0, log: silentLog, facts: () => watched })
    const askAll = async () => {
      const answer = await model.consult?.(items, new AbortController().signal)
      await Promise.all(items.map((item) => answer?.(item)))
      return server.asked.length
    }
    expect(await askAll()).toBe(0)
    watched = config.facts
    expect(await askAll()).toBeGreaterThan(0)
  })

  test('stopped while it is asked, no item is judged without it: it waits for the next run', async () => {
    server.behave('silent')
    const store = await openStore({ path: ':memory:' })
    const config = asking({ timeoutMs: 10_000, band: 0.5, wording: false })
    await store.feeds.sync([{ ...(plain.feeds[0] as Config['feeds'][number]), id: 'replay' }], () => 0)
    const state = await store.feeds.find('replay')
    if (state === null) throw new Error('no feed')
    await store.feeds.settle(state, items)
    const judgement = openJudgement(
      () => config,
      store,
      () => 0,
    )
    const model = await openModel({ config, store, assess: judgement.assess, clock: () => 0, log: silentLog })
    const pipeline = createPipeline({ ...judgement, ...model, stories: store.stories, routes: () => [], clock: () => 0, log: silentLog })
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 300)
    const { assessed } = await pipeline.run(stop.signal)
    expect(assessed).toBeLessThan(items.length)
    const waiting = await store.stories.unassessed(1_000)
    expect(waiting).toHaveLength(items.length - assessed)
    await store.close()
  })
})
