import { describe, expect, test } from 'vitest'
import { ask, brief, briefs, commandNamed, context, contextOver, NOW, said } from './sample.ts'

const at = (month: number, day: number): number => Date.UTC(2025, month - 1, day, 6)

describe('/timeline', () => {
  test('lists what happened between two, latest first, with category and standing, linked, with a picture', async () => {
    const reply = await ask('timeline', { a: 'russia', b: 'north-korea' })
    expect(said(reply)).toBe(
      [
        'Between Russia and North Korea',
        '12 July 2025 — Russia → North Korea: CONSULT, confirmed — Lavrov visits Wonsan and meets the North Korean leader',
        '4 June 2025 — Russia → North Korea: CONSULT, confirmed — Shoigu visits Pyongyang for talks',
        '2 events in 2 stories, latest first · 21 April 2025, 12:00 KST to 20 July 2025, 12:00 KST',
      ].join('\n'),
    )
    expect(reply.body.map((line) => line.at(-1)?.url)).toEqual(['https://news.example/a1b2c3d4', 'https://news.example/a1ffffff'])
    expect(reply.picture?.alt).toContain('Russia – North Korea')
    expect(reply.suggestions.map(({ args }) => args.id)).toEqual(['a1b2c3d4', 'a1ffffff'])
  })

  test.each(['Russia, North Korea', 'Russia and DPRK', 'Russia – North Korea', 'russia north korea', '러시아, 북한', 'North Korea/Russia'])(
    'understands both in one text: %s',
    async (a) => {
      expect(said(await ask('timeline', { a }))).toContain('2 events in 2 stories')
    },
  )

  test('a person counts where the story names them', async () => {
    expect(said(await ask('timeline', { a: 'Lavrov', b: 'North Korea' }))).toContain('One event in one story')
    expect(said(await ask('timeline', { a: 'Lavrov', b: 'Choe Son Hui' }))).toContain('Between Sergey Lavrov and Choe Son Hui')
    expect(said(await ask('timeline', { a: 'Shoigu', b: 'Choe Son Hui' }))).toContain('No kept story of the last 90 days')
  })

  test('where there is nothing, says so and offers to look further back', async () => {
    const reply = await ask('timeline', { a: 'Japan', b: 'North Korea' })
    expect(said(reply)).toBe('No kept story of the last 90 days tells of an event between Japan and North Korea.')
    expect(reply.suggestions[0]?.args).toEqual({ a: 'japan', b: 'north-korea', days: '3650' })
    expect((await ask('timeline', { a: 'Japan', b: 'North Korea', days: '3650' })).suggestions).toEqual([])
  })

  test('of many, older ones are a page further', async () => {
    const told = { headline: 'A visit', about: ['dprk-russia'], category: 'CONSULT', actors: [] } as const
    const many = contextOver(Array.from({ length: 14 }, (_, n) => brief({ ...told, storyId: `s${n}`, at: NOW - (n + 1) * 86_400_000 })))
    const first = await ask('timeline', { a: 'Russia', b: 'North Korea' }, many)
    expect(first.suggestions[0]).toEqual({
      label: 'More',
      command: 'timeline',
      args: { a: 'russia', b: 'north-korea', days: '90', page: '2' },
    })
    const second = await ask('timeline', first.suggestions[0]?.args ?? {}, many)
    expect([first.body.length, second.body.length, second.picture]).toEqual([12, 2, null])
    expect(said(await ask('timeline', { a: 'Russia', b: 'North Korea', page: '9' }, many))).toBe('There is no such page: 2 hold all.')
  })

  test('asks which of several is meant, and asks again with all else kept', async () => {
    const reply = await ask('timeline', { a: 'Kim', b: 'Russia', days: '30' })
    expect(reply.title).toBe('Which “Kim”?')
    const [first] = reply.suggestions
    expect(first).toMatchObject({ command: 'timeline', args: { b: 'Russia', days: '30' } })
    expect(said(await ask('timeline', first?.args ?? {}))).toContain('Russia')
  })

  test.each([
    [{ a: '' }, 'Say between whom'],
    [{ a: 'Russia' }, 'Say between whom'],
    [{ a: 'Russia', b: 'russia' }, 'Both are Russia'],
    [{ a: 'Russia', b: 'Zzyzx Quux' }, 'Nobody called “Zzyzx Quux” is watched'],
    [{ a: 'Russia', b: 'Freedom Edge' }, 'does not act'],
    [{ a: 'Russia', b: 'North Korea', days: '0' }, 'days is a whole number from 1 to 3650'],
    [{ a: 'Russia', b: 'North Korea', days: '-5' }, 'days is a whole number'],
    [{ a: 'Russia', b: 'North Korea', days: '1e3' }, 'days is a whole number'],
    [{ a: 'x'.repeat(10_000), b: 'y'.repeat(10_000) }, 'Nobody called'],
  ])('bad input %j is answered in a sentence', async (args, sentence) => {
    const reply = await ask('timeline', args)
    expect(said(reply)).toContain(sentence)
    expect(said(reply).length).toBeLessThan(400)
    expect(reply.ephemeral).toBe(true)
  })

  test('acts of one story stand in one line; of more stories than fit it says how many are left', async () => {
    const many = Array.from({ length: 15 }, (_, index) =>
      brief({
        storyId: `m${index}`,
        headline: `Visit ${index}`,
        at: NOW - index * 86_400_000 - 1,
        about: ['dprk-russia'],
        category: 'CONSULT',
        actors: [],
      }),
    )
    const [first, ...rest] = many
    if (first === undefined) throw new Error('no story')
    const twice = {
      ...first,
      acts: [
        ...first.acts,
        ...first.acts.map((act) => ({
          ...act,
          category: 'AGREE' as const,
          text: 'Russia → North Korea: AGREE',
          standing: 'planned' as const,
        })),
      ],
    }
    const reply = await ask('timeline', { a: 'russia', b: 'north-korea' }, contextOver([twice, ...rest]))
    expect(reply.body).toHaveLength(12)
    expect(said(reply)).toContain('Russia → North Korea: CONSULT, confirmed; Russia → North Korea: AGREE, planned — Visit 0')
    expect(reply.footer).toContain('16 events in 15 stories, latest first; 3 older stories not shown')
  })

  test('completes those that act, not places or exercises', () => {
    const names = (typed: string) =>
      commandNamed('timeline')
        .complete?.('b', typed, context)
        ?.map(({ name }) => name) ?? []
    expect(names('lav')[0]).toContain('Sergey Lavrov')
    expect(names('freedom edge')).toEqual([])
    expect(commandNamed('timeline').complete?.('days', '3', context)).toEqual([])
  })
})

describe('/trend', () => {
  test('of an alignment: its events by week, cooperative and conflictual, with the mean score', async () => {
    const reply = await ask('trend', { of: 'dprk-russia', days: '60' })
    expect(reply.title).toBe('Trend: North Korea–Russia')
    expect(said(reply)).toContain('2 cooperative, 0 conflictual events in 9 weeks. Mean PLOVER score +2.5')
    expect(reply.picture?.alt).toContain('2 cooperative events, no conflictual ones')
    expect(reply.picture?.table?.rows).toHaveLength(9)
  })

  test.each([
    [{ of: 'Lavrov' }, 'Trend: Sergey Lavrov', 1],
    [{ of: 'Russia, North Korea' }, 'Trend: Russia – North Korea', 2],
    [{ of: 'North Korea', with: 'Russia' }, 'Trend: North Korea – Russia', 2],
    [{ of: 'russia' }, 'Trend: Russia', 2],
    [{}, 'Trend: All alignments', 2],
  ])('of %j', async (args, title, events) => {
    const reply = await ask('trend', args)
    expect(reply.title).toBe(title)
    expect(said(reply)).toContain(`${events} cooperative, 0 conflictual`)
  })

  test('feeds that were down are told of, never as calm', async () => {
    const over = contextOver(briefs)
    const states = [{ feedId: 'f', firstOkAt: at(1, 1), lastOkAt: at(7, 1), lastPolledAt: NOW, lastKind: 'timeout' as const }]
    const dead = { ...over, archive: { ...over.archive, feeds: async () => states as never } }
    const reply = await ask('trend', { of: 'us-jp-kr', days: '30' }, dead)
    expect(said(reply)).toContain('In 3 weeks a tenth or more of the feeds were down or not yet read')
    expect(reply.picture?.alt).toContain('feeds were down last week')
    expect(reply.picture?.svg).toContain('1 of 1 feeds down')
  })

  test.each([
    [{ of: 'Zzyzx Quux' }, 'Nobody called “Zzyzx Quux”'],
    [{ of: 'russia', days: '3' }, 'days is a whole number from 14 to 730'],
    [{ of: 'Freedom Edge' }, 'does not act'],
    [{ of: 'y'.repeat(10_000) }, 'Nobody called'],
  ])('bad input %j is answered in a sentence', async (args, sentence) => {
    expect(said(await ask('trend', args))).toContain(sentence)
  })

  test('completes alignments before actors', () => {
    const [first] = commandNamed('trend').complete?.('of', 'north', context) ?? []
    expect(first?.value).toBe('dprk-russia')
    expect(
      commandNamed('trend')
        .complete?.('with', 'north', context)
        ?.map(({ value }) => value),
    ).not.toContain('dprk-russia')
  })
})
