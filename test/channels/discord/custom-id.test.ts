import { describe, expect, test } from 'vitest'
import { customId, parseCustomId } from '#src/channels/discord/custom-id.ts'

describe('the id of a button that asks', () => {
  test.each([
    [{ query: '파병 “한미일 정상” -훈련 since:2025-06', page: '2' }],
    [{ query: 'a=b&c#d%20 1+1?', on: '2025-07-12' }],
    [{ name: 'лавров' }],
    [{}],
  ])('gives back what is asked: %j', (args) => {
    const click = { kind: 'run', command: 'search', args } as const
    expect(parseCustomId(customId(click) ?? '')).toEqual(click)
  })

  test('has room for letters of every script alike', () => {
    expect(customId({ kind: 'run', command: 'search', args: { query: '한'.repeat(80) } })?.length).toBeLessThanOrEqual(100)
    expect(customId({ kind: 'run', command: 'search', args: { query: '한'.repeat(90) } })).toBeNull()
  })
})
