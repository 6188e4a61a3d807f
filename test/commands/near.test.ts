import { describe, expect, test } from 'vitest'
import { commands } from '#src/commands/index.ts'
import { plain } from '#src/domain/rich-text.ts'
import { createAssessor } from '#src/judgement/assess.ts'
import { completeLine, parseLine } from '#src/web/command-line.ts'
import type { Remembered } from './memory-archive.ts'
import { ask, config, contextOver, item, NOW, said } from './sample.ts'

const assessor = createAssessor(config)
const MINUTE = 60_000

/** Items as the bot would have them: judged by the real rules. The first is the newest. */
const judged = (...titles: readonly string[]): readonly Remembered[] =>
  titles.map((title, index) => {
    const one = item(`i${index}`, title, NOW - index * MINUTE)
    return { item: one, assessment: assessor.assess(one), storyId: null }
  })

const WRESTLING = 'Russian and North Korean wrestlers win medals'
const TRADE = 'Japan and South Korea report record heat'
const RAIN = 'Rain over Busan'
const VISIT = 'Lavrov arrives in Wonsan for talks with Choe Son Hui'

describe('/latest near', () => {
  test('lists what came close or names two of the states and was dropped, newest first, each linked and with why', async () => {
    const reply = await ask('latest', { show: 'near' }, contextOver([], judged(RAIN, WRESTLING, VISIT, TRADE)))
    expect(reply.title).toBe('Nearly kept')
    const links = reply.body.flatMap((line) => line.flatMap((run) => run.url ?? []))
    expect(links).toEqual(['https://news.example/i1', 'https://news.example/i3'])
    const [heading, title, why, second, , other] = reply.body.map(plain)
    expect([heading, second]).toEqual(['Close by score', 'Two or more of the states named'])
    expect(title).toBe(`${WRESTLING} — Example Daily, 20 July 2025, 11:59 KST`)
    expect(why).toMatch(
      /^ {4}North Korea–Russia: score 0\.\d\d, threshold 0\.50 · names North Korea and Russia · It would have been kept without: /,
    )
    expect(other).toMatch(/^ {4}US–Japan–South Korea: score 0\.\d\d, threshold 0\.50 · names Japan and South Korea · /)
    expect(reply.suggestions.map(({ args }) => args.story)).toEqual(['i1', 'i3'])
    expect(reply.ephemeral).toBe(true)
  })

  test('can be asked for one alignment, and typed as words where there are no fields', async () => {
    const over = contextOver([], judged(WRESTLING, TRADE))
    const one = said(await ask('latest', { show: 'near', alignment: 'us-jp-kr' }, over))
    expect(one).toContain('Nearly kept for US–Japan–South Korea')
    expect(one).not.toContain(WRESTLING)
    expect(said(await ask('latest', { alignment: 'near us-jp-kr' }, over))).toBe(one)
    expect(said(await ask('latest', { alignment: 'Near' }, over))).toContain(WRESTLING)
  })

  test('says so where nothing came close, or nothing was dropped', async () => {
    expect(said(await ask('latest', { show: 'near' }, contextOver([], judged(RAIN, RAIN))))).toBe(
      'None came close among what was not kept of late (2 looked at).',
    )
    expect(said(await ask('latest', { show: 'near' }, contextOver([], judged(VISIT))))).toBe('Nothing has been dropped yet.')
  })

  test('takes states of two alignments for no near miss', async () => {
    const over = contextOver([], judged('South Korea and North Korea report heavy rain'))
    expect(said(await ask('latest', { show: 'near' }, over))).toBe('None came close among what was not kept of late (1 looked at).')
  })

  test('finds a near miss behind hundreds of others, and shows no more than nine', async () => {
    const many = contextOver([], judged(...Array.from({ length: 450 }, () => RAIN), WRESTLING))
    expect(said(await ask('latest', { show: 'near' }, many))).toContain(WRESTLING)
    const all = await ask(
      'latest',
      { show: 'near' },
      contextOver([], judged(...Array.from({ length: 30 }, () => [WRESTLING, TRADE]).flat())),
    )
    expect(all.body).toHaveLength(2 + 2 * 9)
  })

  test('shows no hidden characters of a headline', async () => {
    const reply = await ask('latest', { show: 'near' }, contextOver([], judged(`${WRESTLING} \u202egnp.exe`)))
    expect(said(reply)).not.toContain('\u202e')
  })
})

test('/latest near is typed on the page as anywhere', () => {
  for (const typed of ['/latest near', '/latest show:near', '/latest near dprk-russia']) {
    const parsed = parseLine(typed, commands)
    expect(parsed.kind, typed).toBe('run')
  }
  expect(completeLine('/latest show:', commands, contextOver([])).map(({ line }) => line)).toEqual([
    '/latest show:stories',
    '/latest show:near',
  ])
})
