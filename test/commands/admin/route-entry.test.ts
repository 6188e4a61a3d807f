import { describe, expect, test } from 'vitest'
import { readDetails } from '#src/commands/admin/route-entry.ts'
import type { CommandContext } from '#src/domain/command.ts'
import { context } from '../sample.ts'

const read = (args: Readonly<Record<string, string>>) => readDetails(args, context as CommandContext)

describe('what is typed of a route', () => {
  test('is read as the keys of routes.yaml; what is left out or empty is not there', () => {
    expect(read({})).toEqual({ entry: {}, problems: [] })
    expect(
      read({
        alignments: 'dprk-russia, us-jp-kr',
        threshold: '0,6',
        actors: 'Lavrov、최선희',
        languages: 'KO, ja',
        quiet: '22:00 – 7:00',
        timezone: ' Asia/Seoul ',
        mention: '<@&123456>',
        cap: '6',
        tags: 'Urgent, Asia',
        publish: 'yes',
        speak: 'ko',
        digest: '',
      }),
    ).toEqual({
      entry: {
        alignments: ['dprk-russia', 'us-jp-kr'],
        threshold: 0.6,
        actors: ['sergey-lavrov', 'choe-son-hui'],
        languages: ['ko', 'ja'],
        quiet: '22:00-07:00',
        timeZone: 'Asia/Seoul',
        mention: '123456',
        cap: 6,
        tags: ['Urgent', 'Asia'],
        publish: true,
        language: 'ko',
      },
      problems: [],
    })
  })

  test('a restriction is taken away by a word', () => {
    const off = {
      alignments: 'all',
      threshold: 'default',
      actors: 'all',
      languages: 'any',
      quiet: 'off',
      mention: 'none',
      cap: 'off',
      tags: '-',
    }
    expect(read(off).entry).toEqual({
      alignments: [],
      threshold: null,
      actors: [],
      languages: [],
      quiet: null,
      mention: null,
      cap: null,
      tags: [],
    })
  })

  test('a time for digests makes them, no time ends them, and live has none', () => {
    expect(read({ digest: '8:05' }).entry).toEqual({ digest: '5 8 * * *', mode: 'digest' })
    expect(read({ digest: '0 8 * * 1-5', mode: 'both' }).entry).toEqual({ digest: '0 8 * * 1-5', mode: 'both' })
    expect(read({ digest: 'off' }).entry).toEqual({ digest: null, mode: 'live' })
    expect(read({ mode: 'live' }).entry).toEqual({ digest: null, mode: 'live' })
  })

  test('everything that is wrong is told at once, each thing by its name', () => {
    const { entry, problems } = read({
      alignments: 'dprk-rusia',
      threshold: '1.5',
      actors: 'Kim',
      quiet: '25',
      mention: '@everyone',
      cap: 'many',
      publish: 'maybe',
      timezone: 'x'.repeat(10_000),
    })
    expect(entry).toEqual({})
    expect(problems).toHaveLength(8)
    for (const [index, said] of ['dprk-rusia', 'threshold “1.5”', 'Kim Jong Un', 'quiet “25”', 'timezone has 10000 characters'].entries())
      expect(problems[index]).toContain(said)
    expect(problems.join()).toContain('mention “@everyone” is no role')
  })
})
