import { describe, expect, test } from 'vitest'
import { otherNames } from '#src/domain/actor-name.ts'
import { ask, assessment, brief, briefs, commandNamed, config, contextOver, item, NOW, said } from './sample.ts'

const actorOf = (id: string) => {
  const found = config.facts.actors.find((actor) => actor.id === id)
  if (found === undefined) throw new Error(`no actor ${id}`)
  return found
}

describe('/actor shows a person', () => {
  test('with the name in five scripts, kind, state, alignment and the office held today', async () => {
    const reply = await ask('actor', { name: 'lavrov' })
    expect(reply.title).toBe('Sergey Lavrov')
    expect(reply.url).toBe('https://www.wikidata.org/wiki/Q58217')
    expect(reply.colour).toBe('#d55e00')
    expect(said(reply)).toContain('Сергей Лавров · 세르게이 라브로프 · セルゲイ・ラブロフ · 谢尔盖·拉夫罗夫')
    expect(said(reply)).toContain('Person · Russia · North Korea–Russia')
    expect(said(reply)).toContain('Minister of Foreign Affairs since 9 March 2004')
  })

  test('with the office held on another day, and those before', async () => {
    expect(said(await ask('actor', { name: 'Shoigu', on: '2020-05-01' }))).toContain('Minister of Defence, 6 November 2012 – 12 May 2024')
    const later = said(await ask('actor', { name: 'Shoigu', on: '2025-06' }))
    expect(later).toContain('In June 2025:\nSecretary of the Security Council since 12 May 2024')
    expect(later).toContain('Before: Minister of Defence, 6 November 2012 – 12 May 2024')
  })

  test('with what is unverified marked as such', async () => {
    expect(said(await ask('actor', { name: 'samuel-paparo' }))).toContain(
      'Commander, US Indo-Pacific Command since 3 May 2024 (unverified)',
    )
  })

  test('who held no office on a day', async () => {
    expect(said(await ask('actor', { name: 'yoon-suk-yeol', on: '2026-01-01' }))).toContain(
      'On 1 January 2026:\nNo office, as far as is known.',
    )
    expect(said(await ask('actor', { name: 'yoon-suk-yeol', on: '2026-01' }))).toContain('In January 2026:\nNo office, as far as is known.')
  })

  test('and says of another day nothing that is true of today alone', async () => {
    const seen = /In post when last seen/
    const who = config.facts.actors.find((actor) => actor.kind === 'person' && actor.verification === 'evidence' && actor.asOf != null)
    expect(said(await ask('actor', { name: who?.id ?? '' }))).toMatch(seen)
    expect(said(await ask('actor', { name: who?.id ?? '', on: '2024-05-01' }))).not.toMatch(seen)
  })

  test('with those named with them, the last stories linked, and buttons to ask on', async () => {
    const reply = await ask('actor', { name: 'kim-jong-un' })
    expect(said(reply)).toContain('Sergey Lavrov — one story: CONSULT')
    expect(said(reply)).not.toContain('Wonsan and the Wonsan-Kalma coastal tourist area — ')
    const stories = reply.fields.find((field) => field.name === 'Last stories')?.value ?? []
    expect(stories.map((line) => line[0])).toEqual([
      { text: 'Lavrov visits Wonsan and meets the North Korean leader', url: 'https://news.example/a1b2c3d4' },
      { text: 'Shoigu visits Pyongyang for talks', url: 'https://news.example/a1ffffff' },
    ])
    expect(said(reply)).toContain('12 July 2025 · Confirmed by both sides · 2 independent outlets')
    expect(said(reply)).toContain('4 June 2025, 15:00 KST')
    expect(reply.suggestions.map(({ label, args }) => [label, args.name])).toContainEqual(['Sergey Lavrov', 'sergey-lavrov'])
  })

  test('with a picture of the weeks where there are reports, and none where there are not', async () => {
    const title = 'Lavrov visits Wonsan'
    const found = assessment(title, [{ text: 'the two are named together', weight: 8 }], ['sergey-lavrov'])
    const over = contextOver([], [{ item: item('i1', title, NOW - 86_400_000), assessment: found, storyId: 's1' }])
    const reply = await ask('actor', { name: 'lavrov' }, over)
    expect(reply.picture?.alt).toContain('Sergey Lavrov: one report on North Korea–Russia in 26 weeks')
    expect(reply.picture?.alt).toContain('The last week has not ended.')
    expect((await ask('actor', { name: 'lavrov' })).picture).toBeNull()
  })
})

test('/actor looks back from the last story where there is none of late', async () => {
  const title = 'Han speaks with Ishiba by phone'
  const old = item('i1', title, Date.UTC(2024, 11, 19))
  const found = assessment(title, [{ text: 'named together', weight: 8 }], ['han-duck-soo'])
  const over = contextOver(briefs, [{ item: old, assessment: found, storyId: 'c0ffee00' }])
  const reply = await ask('actor', { name: 'han-duck-soo' }, over)
  expect(reply.picture?.alt).toContain('one report on North Korea–Russia in 26 weeks')
  expect(said(reply)).toContain('Shigeru Ishiba — one story: CONSULT')
  expect(reply.picture?.alt).toMatch(/1\sJuly – 29\sDecember\s2024/)
  expect(reply.picture?.alt).not.toContain('has not ended')
  expect(reply.footer).toBe('Counted from 1 July 2024, 09:00 KST, to 30 December 2024, 09:00 KST')
})

describe('/actor shows what is no person in a shape of its own', () => {
  test.each([
    [
      'Freedom Edge',
      /Exercise · International · US–Japan–South Korea[\s\S]*Held by: United States, Japan and South Korea\nEditions:\n• 4th, 7–11 September 2026\n• 3rd, 15–19 September 2025/,
    ],
    [
      'dprk-russia-treaty-2024',
      /Treaty or agreement[\s\S]*Parties: North Korea and Russia\nSteps:\n• In force, since 4 December 2024\n• Signed in Pyongyang, 19 June 2024/,
    ],
    ['Wonsan', /Place · North Korea[\s\S]*\[Named in\]\nLavrov visits Wonsan/],
    ['trilateral-us-jp-kr', /Members: United States, Japan and South Korea/],
    ['KN-23', /Weapon system · North Korea[\s\S]*Also: KN-23, KN-24/],
    ['msmt', /Organisation · International[\s\S]*Dates: Established by 11 states including USA, JPN, KOR, since 16 October 2024/],
    ['Japan', /State · Japan · US–Japan–South Korea/],
  ])('%s', async (name, shape) => {
    expect(said(await ask('actor', { name }))).toMatch(shape)
  })
})

describe('/actor tells what its kind asks for', () => {
  test('of a state, who held its high offices on a day', async () => {
    expect(said(await ask('actor', { name: 'russia', on: '2024-01-15' }))).toMatch(
      /Vladimir Putin — President of the Russian Federation, since 7 May 2012[\s\S]*Sergei Shoigu — Minister of Defence, 6 November 2012 – 12 May 2024/,
    )
    expect(said(await ask('actor', { name: 'russia' }))).toContain('Andrei Belousov — Minister of Defence, since 14 May 2024')
  })

  test('of a place, what stories say happened there, and which only name it', async () => {
    const [visit, shoigu] = briefs
    if (visit === undefined || shoigu === undefined) throw new Error('no stories')
    const elsewhere = { ...shoigu, storyId: 'b', actors: ['wonsan-kalma'] }
    const reply = await ask('actor', { name: 'wonsan-kalma' }, contextOver([{ ...visit, place: 'Wonsan' }, elsewhere]))
    expect(said(reply)).toContain(
      '[What happened there]\n12 July 2025 — Russia → North Korea: CONSULT, confirmed — Lavrov visits Wonsan and meets the North Korean leader',
    )
    expect(said(reply)).toContain('[Also named in]\nShoigu visits Pyongyang for talks')
  })

  test('of those who act, on whom and how, and what to ask next', async () => {
    const reply = await ask('actor', { name: 'kim-jong-un' })
    expect(said(reply)).toContain('[Acts with]\nRussia — 2 acts: CONSULT 2')
    expect(reply.suggestions.slice(-2)).toEqual([
      { label: 'Network', command: 'network', args: { actor: 'kim-jong-un', days: '182' } },
      { label: 'Trend', command: 'trend', args: { of: 'kim-jong-un', days: '182' } },
    ])
    expect(said(await ask('actor', { name: 'KN-23' }))).not.toContain('[Acts with]')
  })

  test('where to read on, only where the table knows it', async () => {
    const linked = (await ask('actor', { name: 'lavrov' })).body.flat().flatMap(({ url }) => url ?? [])
    expect(linked).toEqual(['https://www.wikidata.org/wiki/Special:GoToLinkedPage/enwiki/Q58217', 'https://www.wikidata.org/wiki/Q58217'])
    expect((await ask('actor', { name: 'Freedom Edge' })).body.flat().some(({ url }) => url !== undefined)).toBe(false)
  })

  test('over as many days as are asked for, with what happened in them marked in the picture', async () => {
    const title = 'Lavrov visits Wonsan'
    const found = assessment(title, [{ text: 'the two are named together', weight: 8 }], ['sergey-lavrov'])
    const over = contextOver(briefs, [{ item: item('i1', title, NOW - 7 * 86_400_000), assessment: found, storyId: 's1' }])
    const half = await ask('actor', { name: 'lavrov' }, over)
    expect(half.picture?.alt.replaceAll('\u00a0', ' ')).toContain('Marked: 12 July 2025, Russia → North Korea: CONSULT.')
    const month = await ask('actor', { name: 'lavrov', days: '28' }, over)
    expect(month.picture?.table?.rows).toHaveLength(4)
    expect(month.footer).toContain('Counted from 23 June 2025')
    expect(said(await ask('actor', { name: 'lavrov', days: '3' }))).toBe('days is a whole number from 7 to 730, not “3”.')
  })
})

describe('/actor asks back', () => {
  test('where a name is of several', async () => {
    const reply = await ask('actor', { name: 'Kim' })
    expect(reply.title).toBe('Which “Kim”?')
    expect(said(reply)).toContain("Kim Jong Un — General Secretary, Workers' Party of Korea, North Korea")
    expect(reply.suggestions.length).toBe(10)
    expect(reply.suggestions[0]).toMatchObject({ command: 'actor', args: { name: expect.any(String) } })
    expect(reply.ephemeral).toBe(true)
  })

  test('where nothing is known, with the words to search for instead', async () => {
    const reply = await ask('actor', { name: 'qwxzqwxz' })
    expect(said(reply)).toContain('Nobody and nothing of that name is watched')
    expect(reply.suggestions.at(-1)).toEqual({ label: 'Search for “qwxzqwxz”', command: 'search', args: { query: 'qwxzqwxz' } })
  })

  test.each(['31 June 2025', '2025-13-01', 'yesterday', '12/7/25'])('where a day is none: %s', async (on) => {
    expect(said(await ask('actor', { name: 'lavrov', on }))).toBe(`“${on}” is no day. Write it as 2025-07-12.`)
  })

  test('where no name is given, or ten thousand letters', async () => {
    expect(said(await ask('actor', { name: '  ' }))).toContain('Say whom or what')
    expect(said(await ask('actor', { name: 'x'.repeat(10_000) })).length).toBeLessThan(500)
  })
})

describe('/actor understands', () => {
  test.each([
    ['쇼이구', 'Sergei Shoigu'],
    ['Лавров', 'Sergey Lavrov'],
    ['石破茂', 'Shigeru Ishiba'],
    ['Ishiba Shigeru', 'Shigeru Ishiba'],
    ['Lavrof', 'Sergey Lavrov'],
    ['拉夫罗夫', 'Sergey Lavrov'],
  ])('%s', async (name, title) => {
    expect((await ask('actor', { name })).title).toBe(title)
  })
})

test('completions come at once from memory, say who each is, and carry ids', () => {
  const over = contextOver()
  const choices = commandNamed('actor').complete?.('name', 'shoi', over) ?? []
  expect(choices[0]).toEqual({ name: 'Sergei Shoigu — Secretary of the Security Council, Russia', value: 'sergei-shoigu' })
  for (const typed of ['', 'k', '김', '北']) {
    const many = commandNamed('actor').complete?.('name', typed, over) ?? []
    expect(many.length).toBeLessThanOrEqual(25)
    expect(many.every((choice) => choice.name.length <= 100 && choice.value.length <= 100)).toBe(true)
  }
  expect(commandNamed('actor').complete?.('on', '2025', over)).toEqual([])
})

test('names in other scripts are plain names, without offices', () => {
  expect(otherNames(actorOf('vladimir-putin'))).toEqual(['Владимир Путин', '블라디미르 푸틴', 'ウラジーミル・プーチン', '弗拉基米尔·普京'])
  expect(otherNames(actorOf('cho-hyun'))).toEqual(['Чо Хён', '조현', '趙顕', '赵显'])
  expect(otherNames(actorOf('kim-song-un'))).toEqual(['Ким Сон', '김성', '金星'])
  const offices = /대통령|장관|총리|大統領|首相|外相|总统|部长|президент/i
  const people = config.facts.actors.filter((actor) => actor.kind === 'person')
  expect(people.flatMap((person) => otherNames(person)).filter((name) => offices.test(name))).toEqual([])
})

test('a story without an address is named without a link', async () => {
  const over = contextOver([
    brief({
      storyId: 's',
      headline: 'Talks held',
      at: NOW,
      about: ['dprk-russia'],
      category: 'CONSULT',
      actors: ['sergey-lavrov'],
      url: '',
    }),
  ])
  const reply = await ask('actor', { name: 'lavrov' }, over)
  expect(reply.fields.at(-1)?.value[0]?.[0]).toEqual({ text: 'Talks held' })
})
