import { describe, expect, test } from 'vitest'
import { commands } from '#src/commands/index.ts'
import { ask, briefs, commandNamed, config, contextOver, said } from './sample.ts'

describe('/latest', () => {
  test('gives the newest stories of all alignments, or of one', async () => {
    expect((await ask('latest', {})).briefs.map((one) => one.storyId)).toEqual(['a1b2c3d4', 'a1ffffff', 'c0ffee00'])
    const one = await ask('latest', { alignment: 'us-jp-kr' })
    expect(one.briefs.map((story) => story.storyId)).toEqual(['a1b2c3d4', 'c0ffee00'])
    expect(one.title).toBe('Latest on US–Japan–South Korea')
    expect(one.colour).toBe('#0072b2')
    expect(one.footer).toBe('Newest first, as of 20 July 2025, 12:00 KST')
  })

  test('understands an alignment by a part of its name', async () => {
    expect((await ask('latest', { alignment: 'russia' })).title).toBe('Latest on North Korea–Russia')
  })

  test('names the alignments where it is asked for another', async () => {
    expect(said(await ask('latest', { alignment: 'Korea' }))).toBe(
      '“Korea” is no alignment. There are us-jp-kr (US–Japan–South Korea) and dprk-russia (North Korea–Russia).',
    )
  })

  test('says how much was read where there is no story yet', async () => {
    expect(said(await ask('latest', {}, contextOver([])))).toBe(
      'No story yet. So far: 0 items read, 0 kept, 0 stories. No feed has been read yet.',
    )
  })

  test('completes alignments', () => {
    expect(commandNamed('latest').complete?.('alignment', 'north', contextOver())).toEqual([
      { name: 'North Korea–Russia', value: 'dprk-russia' },
    ])
  })
})

describe('/search', () => {
  test('lists the stories that hold every word, linked, with day, standing and outlets', async () => {
    const reply = await ask('search', { query: 'visits lavrov' })
    expect(said(reply)).toBe(
      [
        '“visits lavrov”',
        'Lavrov visits Wonsan and meets the North Korean leader — US–Japan–South Korea, North Korea–Russia · 12 July 2025 · Confirmed by both sides · 2 independent outlets',
        'one story, newest first',
      ].join('\n'),
    )
  })

  test('says so where there is none, and offers an actor of that name', async () => {
    const reply = await ask('search', { query: 'Shoigu' }, contextOver(briefs.slice(0, 1)))
    expect(said(reply)).toContain('No story holds every word of “Shoigu”')
    expect(reply.suggestions[0]).toEqual({ label: 'Sergei Shoigu', command: 'actor', args: { name: 'sergei-shoigu' } })
  })

  test.each(['', '   ', '"', '***', '()'])('asks for words where %j is typed', async (query) => {
    expect(said(await ask('search', { query }))).toContain('Say what to look for')
  })

  test('cuts what is too long', async () => {
    expect(said(await ask('search', { query: 'x'.repeat(10_000) })).length).toBeLessThan(300)
  })

  test('says that there are more than it shows', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ ...(briefs[0] ?? never()), storyId: `s${index}` }))
    const reply = await ask('search', { query: 'Wonsan' }, contextOver(many))
    expect(reply.body.length).toBe(10)
    expect(reply.footer).toBe('12 stories, newest first: 1 to 10')
    expect(reply.suggestions[0]).toEqual({ label: 'More', command: 'search', args: { query: 'Wonsan', page: '2' } })
  })
})

const never = (): never => {
  throw new Error('no story')
}

describe('/help', () => {
  test('lists every command with its use, and every rule of every alignment', async () => {
    const text = said(await ask('help', {}))
    for (const command of commands) expect(text).toContain(`/${command.name}`)
    expect(text).toContain('/actor NAME [on] [days] — ')
    for (const alignment of config.facts.alignments) for (const rule of alignment.rules) expect(text).toContain(`${rule.id} ${rule.text}`)
  })
})

test('names and descriptions are within what the strictest platform takes', () => {
  for (const command of commands) {
    expect(command.name).toMatch(/^[a-z][a-z0-9-]{0,31}$/)
    expect(command.description.length).toBeLessThanOrEqual(100)
    for (const option of command.options) {
      expect(option.name).toMatch(/^[a-z][a-z0-9-]{0,31}$/)
      expect(option.description.length).toBeLessThanOrEqual(100)
    }
    const firstOptional = command.options.findIndex((option) => !option.required)
    expect(firstOptional === -1 || command.options.slice(firstOptional).every((option) => !option.required)).toBe(true)
  }
})
