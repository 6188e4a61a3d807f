import { describe, expect, test } from 'vitest'
import type { CommandContext } from '#src/domain/command.ts'
import { completeLine, lineFor, parseLine } from '#src/web/command-line.ts'
import { ALIGNMENTS, COMMANDS } from './desk.ts'

const parsed = (line: string) => {
  const result = parseLine(line, COMMANDS)
  return result.kind === 'run' ? { name: result.command.name, args: result.args } : result.message
}

describe('a typed line', () => {
  test.each([
    ['/actor lavrov', 'actor', { name: 'lavrov' }],
    ['  /ACTOR   Сергей   Лавров ', 'actor', { name: 'Сергей Лавров' }],
    ['/actor 라브로프 on:2025-07-12', 'actor', { name: '라브로프', on: '2025-07-12' }],
    ['/actor on:2025-07-12 Choe Son Hui', 'actor', { name: 'Choe Son Hui', on: '2025-07-12' }],
    ['/actor name:"Kim Jong Un"', 'actor', { name: 'Kim Jong Un' }],
    ['/actor lavrov on: 2025-07-12', 'actor', { name: 'lavrov', on: '2025-07-12' }],
    ['/actor name: "Kim Jong Un"', 'actor', { name: 'Kim Jong Un' }],
    ['/actor lavrov on:""', 'actor', { name: 'lavrov' }],
    ['/latest', 'latest', {}],
    ['/latest north korea–russia', 'latest', { alignment: 'dprk-russia' }],
    ['/search bomber: "joint drill"', 'search', { query: 'bomber: "joint drill"' }],
    ['troops in Kursk', 'search', { query: 'troops in Kursk' }],
  ])('%s runs %s', (line, name, args) => {
    expect(parsed(line)).toEqual({ name, args })
  })

  test.each([
    ['', /Type a command: \/actor/],
    ['/', /There is no command \/\./],
    ['/actr lavrov', /no command \/actr\. There are \/actor, \/latest/],
    ['/actor', /\/actor needs name: the name/],
    ['/actor lavrov on:', /\/actor needs on: the on/],
    ['/actor on: name:lavrov', /\/actor needs on: the on/],
    ['/latest europe', /alignment cannot be “europe”\. It can be us-jp-kr, dprk-russia/],
    ['/break now', /\/break has no place for “now”/],
    [`/actor ${'x'.repeat(10_000)}`, /That line has 10007 characters; the box takes 2000/],
  ])('%s is told what is wrong and what would be right', (line, message) => {
    expect(parsed(line)).toMatch(message)
  })

  test('plain words are not a search where there is no such command', () => {
    expect(parseLine('troops', [])).toMatchObject({ kind: 'problem' })
  })

  test('a line made from a command and its arguments reads back the same', () => {
    for (const args of [{ name: 'Kim Jong Un', on: '2025' }, { name: 'lavrov' }, { name: '김정은 위원장' }]) {
      expect(parsed(lineFor('actor', args))).toEqual({ name: 'actor', args })
    }
  })
})

describe('completion', () => {
  const context = { alignments: ALIGNMENTS } as unknown as CommandContext
  const lines = (typed: string) => completeLine(typed, COMMANDS, context).map((each) => each.line)

  test('offers the commands that begin so, with what they take', () => {
    expect(completeLine('/a', COMMANDS, context)).toEqual([{ label: '/actor name [on]', hint: 'Who is this', line: '/actor ' }])
    expect(lines('')).toHaveLength(COMMANDS.length)
    expect(lines('/zzz')).toEqual([])
  })

  test('offers what the command itself completes, as whole lines', () => {
    expect(lines('/actor lav')).toEqual(['/actor Sergey Lavrov'])
    expect(completeLine('/actor kim', COMMANDS, context).map((each) => each.label)).toEqual(['Kim Jong Un, person', 'Kim Yo Jong, person'])
  })

  test('completes a named option at the end of the line, quoted where it has spaces', () => {
    expect(lines('/actor name:cho')).toEqual(['/actor name:"Choe Son Hui"'])
    expect(lines('/latest alignment:north')).toEqual(['/latest alignment:dprk-russia'])
  })

  test('a completed line runs as it stands', () => {
    for (const line of [...lines('/actor '), ...lines('/latest '), ...lines('/actor name:')])
      expect(parseLine(line, COMMANDS).kind).toBe('run')
  })

  test('has nothing for plain words or for a line without end', () => {
    expect(lines('words')).toEqual([])
    expect(lines(`/actor ${'x'.repeat(1_000_000)}`)).toEqual([])
  })
})
