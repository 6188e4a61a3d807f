import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actors } from '#src/cli/actors.ts'
import { makeDropped, makeItem } from '../fixtures/make.ts'
import { type Desk, openDesk } from './stored.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const review = (...args: readonly string[]) => desk.run(actors, ['actors', 'review', ...args])

async function tell(subject: string, words: string, title = words): Promise<void> {
  const store = await desk.store()
  const item = makeItem({ guid: words, title, url: 'https://news.example/change', publishedAt: Date.UTC(2025, 8, 7) })
  await store.stories.record({
    report: { item, assessment: { ...makeDropped(), changes: [{ subject, phrase: { start: 0, end: 1 }, words }] } },
    story: null,
  })
  await store.close()
}

describe('actors review', () => {
  test('lists whose office may have changed, what the table says now, and the items with their days', async () => {
    await tell('shigeru-ishiba', 'Ishiba to resign')
    const { out, err, code } = await review()
    expect(out).toBe(
      [
        '1  Shigeru Ishiba',
        '    table: no office today; last Prime Minister of Japan (2024-10-01 to 2025-10-21)',
        '    2025-09-07 Yonhap: Ishiba to resign',
        '      “Ishiba to resign” https://news.example/change',
        '',
      ].join('\n'),
    )
    expect([err, code]).toEqual(['1 to look at; tick off with actors review --done NUMBER\n', 0])
  })

  test('names an office that several or nobody held, with who holds it today', async () => {
    await tell('president/KOR', 'parliament impeaches the president')
    const { out } = await review()
    expect(out).toContain('1  president of South Korea\n    table: Lee Jae-myung: President of the Republic of Korea (2025-06-04 to now)')
  })

  test('as JSON', async () => {
    await tell('shigeru-ishiba', 'Ishiba to resign')
    expect(JSON.parse((await review('--json')).out)).toMatchObject({
      changes: [
        {
          id: 1,
          subject: 'shigeru-ishiba',
          reports: [{ source: 'Yonhap', published: '2025-09-07T00:00:00.000Z', words: 'Ishiba to resign' }],
        },
      ],
    })
  })

  test('ticks off, once', async () => {
    await tell('shigeru-ishiba', 'Ishiba to resign')
    expect(await review('--done', '1')).toEqual({ out: '', err: '1 is ticked off\n', code: 0 })
    expect(await review()).toEqual({ out: '', err: 'no change of office to look at\n', code: 0 })
    const again = await review('--done', '1')
    expect(again.err).toContain('no open change has the number 1')
    expect(again.code).toBe(1)
  })

  test('what a feed hides in a headline does not reach the terminal', async () => {
    await tell('shigeru-ishiba', 'Ishiba to \u001b[31mresign\u202e')
    const { out } = await review()
    expect([out.includes('\u001b'), out.includes('\u202e')]).toEqual([false, false])
  })

  test('a number that is none, and a store that is not there, are told', async () => {
    expect(await review('--done', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('"x" is no number of a change') })
    expect(await review()).toMatchObject({ code: 2, err: expect.stringContaining('there is no store at') })
  })
})
