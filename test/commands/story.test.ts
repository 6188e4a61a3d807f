import { describe, expect, test } from 'vitest'
import { renderReply } from '#src/channels/discord/reply.ts'
import type { Category } from '#src/domain/event.ts'
import type { Remembered } from './memory-archive.ts'
import { ask, assessment, briefs, commandNamed, context, contextOver, item, said } from './sample.ts'

const AT = Date.UTC(2025, 6, 12, 6)
const MINUTE = 60_000
const [visit] = briefs

/** A report of the visit: by whom, in which language, coded with which act by which of its words. */
const report = (outlet: string, bloc: string, minutes: number, language: string, category: Category, words: string): Remembered => {
  const title = `${outlet} tells: ${words}`
  const start = title.indexOf(words)
  const judged = assessment(title, [], [])
  return {
    item: { ...item(`r-${outlet}`, title, AT + minutes * MINUTE), source: { outlet, country: 'KOR', kind: 'wire', bloc } },
    assessment: {
      ...judged,
      language,
      events: judged.events.map((event) => ({ ...event, category, phrase: { start, end: start + words.length } })),
    },
    storyId: 'a1b2c3d4',
  }
}

const reports = [
  report('Harbour Wire', 'us-jp-kr', 5, 'ko', 'THREATEN', 'warned'),
  report('Bay Daily', 'us-jp-kr', 7, 'en', 'THREATEN', 'threatened them'),
  report('Volga Agency', 'dprk-russia', 0, 'ru', 'CONSULT', 'held talks'),
]
const told = contextOver(briefs, reports)

describe('/story', () => {
  test('says who said it first, who reports on which side in which language, and what sides tell differently', async () => {
    const text = said(await ask('story', { id: 'a1b2c3d4' }, told))
    expect(text).toContain('US–Japan–South Korea — 2 reports (Korean 1, English 1): Harbour Wire, Bay Daily')
    expect(text).toContain('North Korea–Russia — one report (in Russian): Volga Agency')
    expect(text).toContain('Volga Agency (wire, South Korea), 12 July 2025, 15:00 KST: Volga Agency tells: held talks — the first of all')
    expect(text).toContain('US–Japan–South Korea — THREATEN in 2 of 2 (“warned”)')
    expect(text).toContain('North Korea–Russia — CONSULT in 1 of 1 (“held talks”)')
  })

  test('leaves out what sides tell differently where one side reports, or both tell the same', async () => {
    const same = [report('A', 'us-jp-kr', 0, 'en', 'CONSULT', 'met'), report('B', 'dprk-russia', 1, 'ru', 'CONSULT', 'met')]
    for (const some of [reports.slice(0, 2), same])
      expect(said(await ask('story', { id: 'a1b2' }, contextOver(briefs, some)))).not.toContain('What sides tell differently')
  })

  test('tells what changed when, in its own words or by what is different', async () => {
    if (visit === undefined) throw new Error('no story')
    const second = { ...visit, revision: 2, kind: 'update' as const, change: 'second source: Bay Daily', updatedAt: AT + 5 * MINUTE }
    const third = { ...second, revision: 3, change: '', standingText: 'Claimed by KCNA only', updatedAt: AT + 9 * MINUTE }
    const over = contextOver([third])
    const grown = { ...over, archive: { ...over.archive, revisions: async () => [visit, second, third] } }
    const [timeline] = (await ask('story', { id: 'a1b2' }, grown)).fields
    expect(timeline?.value.map((line) => line.map(({ text }) => text).join(''))).toEqual([
      '12 July 2025, 15:00 KST — First told, from 2 outlets. Confirmed by both sides',
      '12 July 2025, 15:05 KST — Second source: Bay Daily',
      '12 July 2025, 15:09 KST — Claimed by KCNA only',
    ])
  })

  test('of many revisions it shows the first and the last', async () => {
    if (visit === undefined) throw new Error('no story')
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...visit,
      revision: index + 1,
      change: `change ${index} ${'in many words '.repeat(30)}`,
    }))
    const over = { ...told, archive: { ...told.archive, revisions: async () => many } }
    const [timeline] = (await ask('story', { id: 'a1b2' }, over)).fields
    expect(timeline?.value).toHaveLength(7)
    expect(JSON.stringify(timeline)).toContain('… 24 revisions between …')
    expect(JSON.stringify(timeline?.value.at(-1))).toContain('Change 29')
    expect(JSON.stringify(renderReply(await ask('story', { id: 'a1b2' }, over), new Map()).payload.embeds)).toContain('Change 29')
  })

  test('an id that was merged leads to the story it turned out to be', async () => {
    const over = { ...told, archive: { ...told.archive, story: async () => told.archive.story('a1b2c3d4') } }
    expect(said(await ask('story', { id: 'beef' }, over))).toContain('Story beef turned out to be this one.')
    expect(said(await ask('story', { id: 'a1b2' }, over))).not.toContain('turned out')
  })

  test('leads to the story’s page, its reasons and its thread', async () => {
    if (visit === undefined) throw new Error('no story')
    const earlier = [{ storyId: 'a1ffffff', headline: 'Shoigu visits Pyongyang', at: AT - 1_000_000 }]
    const reply = await ask('story', { id: 'a1b2' }, contextOver([{ ...visit, thread: { label: 'Visits', earlier } }]))
    expect(reply.body.flat().find(({ url }) => url !== undefined)?.url).toBe('https://desk.example/story/a1b2c3d4')
    expect(reply.suggestions.map(({ command, args }) => `${command} ${Object.values(args)}`)).toEqual(['why a1b2c3d4', 'story a1ffffff'])
    expect(said(reply)).toContain('[Thread: Visits]\nShoigu visits Pyongyang')
  })

  test.each(['', '   ', 'a1', 'zzzz', '../../etc', 'x'.repeat(10_000)])('the id %j finds none and offers the newest', async (id) => {
    const reply = await ask('story', { id })
    expect(reply.ephemeral).toBe(true)
    expect(said(reply).length).toBeLessThan(250)
    expect(reply.suggestions.map(({ command }) => command)).toEqual(['story', 'story', 'story'])
  })

  test('words in the place of an id offer the stories that hold them', async () => {
    expect((await ask('story', { id: 'shoigu pyongyang' })).suggestions.map(({ args }) => args.id)).toEqual(['a1ffffff'])
  })

  test('completes recent stories by words of the headline or the beginning of the id, once they were fetched', async () => {
    const over = contextOver()
    const complete = (typed: string) =>
      commandNamed('story')
        .complete?.('id', typed, over)
        ?.map(({ value }) => value)
    expect(complete('')).toEqual([])
    await Promise.resolve()
    await new Promise(setImmediate)
    expect(complete('')).toEqual(['a1b2c3d4', 'a1ffffff', 'c0ffee00'])
    expect(complete('wonsan lavrov')).toEqual(['a1b2c3d4'])
    expect(complete('c0ff')).toEqual(['c0ffee00'])
    expect(complete('nothing of it')).toEqual([])
    expect(commandNamed('story').complete?.('other', '', context)).toEqual([])
  })
})
