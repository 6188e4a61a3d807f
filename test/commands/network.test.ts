import { describe, expect, test } from 'vitest'
import type { Act, Brief } from '#src/domain/brief.ts'
import type { Category } from '#src/domain/event.ts'
import { ask, brief, commandNamed, context, contextOver, NOW, said } from './sample.ts'

const DAY_MS = 86_400_000
const act = (category: Category, actors: readonly string[], recipients: readonly string[] = []): Act => ({
  category,
  mode: null,
  subtype: null,
  actors,
  recipients,
  standing: 'confirmed',
  text: `${actors.join()} → ${recipients.join()}: ${category}`,
})

const story = (
  storyId: string,
  acts: readonly Act[],
  about: readonly string[],
  actors: readonly string[] = [],
  at = NOW - DAY_MS,
): Brief => ({
  ...brief({ storyId, headline: storyId, at, about, category: 'CONSULT', actors }),
  acts,
})
const over = contextOver([
  story('one', [act('CONSULT', ['RUS'], ['PRK'])], ['dprk-russia'], ['sergey-lavrov']),
  story('two', [act('AID', ['PRK'], ['RUS']), act('ACCUSE', ['UKR'], ['RUS', 'PRK'])], ['dprk-russia']),
  story('three', [act('MOBILIZE', ['USA', 'KOR', 'JPN'], ['PRK'])], ['us-jp-kr']),
  story('four', [act('THREATEN', ['RUS'], ['USA'])], ['us-jp-kr'], ['sergey-lavrov']),
  story('old', [act('CONSULT', ['RUS'], ['CHN'])], ['dprk-russia'], [], NOW - 100 * DAY_MS),
])

describe('/network', () => {
  test('tells who acts with whom, most first, how, and with a picture whose figures stand in a table', async () => {
    const reply = await ask('network', {}, over)
    expect(said(reply)).toContain('North Korea – Russia — 2 acts: AID 1, CONSULT 1')
    expect(said(reply)).toContain('Japan – South Korea — one act, 1 side by side on others')
    expect(said(reply)).not.toContain('China')
    expect(reply.picture?.alt).toMatch(/^Network of who acts with whom\. North Korea and Russia most: 2 acts, all cooperative\./)
    expect(reply.picture?.table?.rows[0]).toEqual(['North Korea', 'Russia', '2', '0', '0', '2'])
    expect(reply.suggestions[0]).toMatchObject({ command: 'timeline', args: { a: 'north-korea', b: 'russia', days: '90' } })
  })

  test('of an alignment, counts only its own stories', async () => {
    const reply = await ask('network', { actor: 'dprk-russia' }, over)
    expect(reply.title).toBe('Network: North Korea–Russia')
    expect(reply.colour).toBe('#d55e00')
    expect(said(reply)).not.toContain('Japan')
  })

  test('around a state, its own ties come first, then those among the others', async () => {
    const reply = await ask('network', { actor: 'Russia' }, over)
    expect(reply.title).toBe('Network: Russia')
    expect(reply.picture?.alt).toContain('Russia most with North Korea: 2 acts, all cooperative.')
    expect(
      reply.picture?.table?.rows
        .map(([a, b]) => `${a}–${b}`)
        .slice(0, 3)
        .toSorted(),
    ).toEqual(['North Korea–Russia', 'Russia–Ukraine', 'Russia–United States'])
  })

  test('a person acts on behalf of a state, in stories that name the person', async () => {
    const reply = await ask('network', { actor: 'lavrov' }, over)
    expect(reply.title).toBe('Network: Sergey Lavrov')
    expect(reply.picture?.table?.rows).toEqual(
      [
        ['North Korea', 'Sergey Lavrov', '1', '0', '0', '1'],
        ['Sergey Lavrov', 'United States', '0', '0', '1', '1'],
      ].map((row) => row),
    )
    expect(reply.suggestions.map(({ command }) => command)).toContain('actor')
  })

  test('days are counted back, and asked for in words where they are none', async () => {
    expect(said(await ask('network', { days: '120' }, over))).toContain('China')
    expect(said(await ask('network', { days: '0' }, over))).toContain('days is a whole number from 1 to 730')
  })

  test('where nothing happened it says so, and offers a longer time', async () => {
    const reply = await ask('network', { actor: 'Sanae Takaichi' }, over)
    expect(said(reply)).toContain('No kept story of the last 90 days tells of an act of Sanae Takaichi on somebody.')
    expect(reply.suggestions[0]?.args.days).toBe('730')
  })

  test.each(['KN-23', 'nobody of this name', 'kim', 'x'.repeat(10_000), '<@1> *'])(
    '%s throws nothing and answers in words',
    async (actor) => {
      const reply = await ask('network', { actor }, over)
      expect(said(reply) + reply.suggestions.map(({ label }) => label).join()).not.toBe('')
    },
  )

  test('completes alignments and those who act', () => {
    const choices = commandNamed('network').complete?.('actor', 'rus', context) ?? []
    expect(choices.map(({ value }) => value)).toContain('dprk-russia')
    expect(choices.map(({ value }) => value)).toContain('russia')
  })
})
