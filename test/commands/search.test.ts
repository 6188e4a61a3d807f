import { describe, expect, test } from 'vitest'
import { plain } from '#src/domain/rich-text.ts'
import { ask, commandNamed, contextOver, said } from './sample.ts'

const found = async (args: Record<string, string>) => said(await ask('search', args))

describe('/search', () => {
  test('finds by words and filters alike, typed or given in fields, and says what was understood', async () => {
    const typed = await ask('search', { query: 'visits actor:lavrov since:2025-07-01 alignment:dprk-russia' })
    const given = await ask('search', { query: 'visits', actor: 'lavrov', since: '2025-07-01', alignment: 'dprk-russia' })
    expect(said(given)).toBe(said(typed))
    expect(plain(typed.body[0] ?? [])).toBe('Looked for: visits · North Korea–Russia · naming Sergey Lavrov · first told since 1 July 2025')
    expect(plain(typed.body[1] ?? [])).toMatch(/^Lavrov visits Wonsan/)
    expect(typed.footer).toBe('one story, newest first')
  })

  test('leaves out the stories that hold a word', async () => {
    expect(await found({ query: 'actor:lavrov' })).toMatch(/Lavrov visits Wonsan/)
    const without = await found({ query: 'actor:lavrov -visits' })
    expect(without).not.toMatch(/Lavrov visits Wonsan/)
    expect(without).toMatch(/without visits · naming Sergey Lavrov/)
  })

  test('filters alone are a search', async () => {
    expect((await ask('search', { outlet: 'first' })).title).toBe('Search')
    expect(await found({ language: 'Korean' })).toContain('No story fits all of it.')
    expect(await found({ language: '한국어' })).toContain('a report in Korean')
  })

  test('says what was half typed, and answers the rest', async () => {
    const text = await found({ query: 'visits actor: OR -since:2025' })
    expect(text).toContain('“-since:2025” was left out: only words can be excluded.')
    expect(text).toContain('“OR” was left out: every word must be there.')
    expect(text).toMatch(/Lavrov visits Wonsan/)
  })

  test.each([
    [{ query: 'x', since: 'someday' }, '“someday” is no date for since.'],
    [{ query: 'x until:2025-13-01' }, '“2025-13-01” is no date for until.'],
    [{ query: 'x', alignment: 'atlantis' }, '“atlantis” is no alignment.'],
    [{ query: 'x', language: 'Klingon' }, '“Klingon” is no language of the reports.'],
    [{ query: 'x', outlet: 'Nowhere Gazette' }, 'No kept story is reported by an outlet called “Nowhere Gazette”.'],
    [{ query: 'x', actor: 'zzqqxx' }, 'Nobody and nothing called “zzqqxx” is watched.'],
  ])('%j is told', async (args, words) => {
    const reply = await ask('search', args as Record<string, string>)
    expect(said(reply)).toContain(words)
    expect(reply.ephemeral).toBe(true)
  })

  test('an outlet that is nearly right is offered', async () => {
    const reply = await ask('search', { query: 'visits', outlet: 'secnod' })
    expect(said(reply)).toContain('Did you mean second?')
    expect(reply.suggestions[0]).toEqual({ label: 'second', command: 'search', args: { query: 'visits outlet:second' } })
  })

  test('dates the wrong way round are told, and offered the right way', async () => {
    const reply = await ask('search', { query: 'visits since:2025-08 until:2025-07' })
    expect(said(reply)).toContain('August 2025 comes after July 2025: nothing lies between.')
    expect(reply.suggestions).toEqual([
      { label: 'July 2025 – August 2025', command: 'search', args: { query: 'visits since:2025-07 until:2025-08' } },
    ])
  })

  test('a name that several have asks which, keeping the words', async () => {
    const reply = await ask('search', { query: 'visits actor:kim' })
    expect(reply.title).toBe('Which “kim”?')
    expect(reply.suggestions.length).toBeGreaterThan(1)
    for (const { args } of reply.suggestions) expect(args.query).toMatch(/^visits actor:[a-z-]+$/)
  })

  test('10,000 characters are refused with how many there may be', async () => {
    expect(await found({ query: '한미일 '.repeat(2_500) })).toBe('That is 10000 characters; 500 is the most. A few words find more.')
  })

  test('a page that is not there leads to the last one', async () => {
    const reply = await ask('search', { query: 'visits', page: '9' })
    expect(said(reply)).toContain('There is no such page: one holds all.')
    expect(reply.suggestions).toEqual([{ label: 'Newer', command: 'search', args: { query: 'visits' } }])
  })

  test('where filters leave nothing, the words alone are offered', async () => {
    const reply = await ask('search', { query: 'visits until:2020' })
    expect(reply.suggestions[0]).toEqual({ label: 'Without the filters: 2 stories', command: 'search', args: { query: 'visits' } })
  })

  test('completes actors, alignments, outlets and languages', async () => {
    const context = contextOver()
    const complete = (option: string, typed: string) => commandNamed('search').complete?.(option, typed, context) ?? []
    expect(complete('language', 'jap').map(({ value }) => value)).toEqual(['ja'])
    expect(complete('language', '日本').map(({ value }) => value)).toEqual(['ja'])
    expect(complete('actor', 'lavr').map(({ value }) => value)).toContain('sergey-lavrov')
    expect(complete('alignment', 'north').map(({ value }) => value)).toEqual(['dprk-russia'])
    complete('outlet', 'sec')
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(complete('outlet', 'sec').map(({ value }) => value)).toEqual(['second'])
  })
})

describe('/latest', () => {
  test('can be narrowed by an actor and a language, and turns pages', async () => {
    const reply = await ask('latest', { actor: 'lavrov', language: 'english' })
    expect(plain(reply.body[0] ?? [])).toBe('naming Sergey Lavrov · a report in English')
    expect(reply.briefs.length).toBeGreaterThan(0)
    expect(said(await ask('latest', { language: 'ko' }))).toContain('No story fits all of it.')
    expect((await ask('latest', { page: '2' })).suggestions.at(-1)).toEqual({ label: 'Newer', command: 'latest', args: {} })
  })
})
