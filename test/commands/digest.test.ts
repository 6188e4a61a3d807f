import { describe, expect, test } from 'vitest'
import { ask, commandNamed, contextOver, said } from './sample.ts'

describe('/digest', () => {
  test('lists what happened in the days asked for, weightiest first, by alignment', async () => {
    const reply = await ask('digest', { days: '31' })
    expect(reply.title).toMatch(/^Digest: 1 story$/)
    expect(said(reply)).toContain('North Korea–Russia')
    expect(reply.body.filter(([first]) => first?.text === '• ').every((line) => line.some(({ url }) => url !== undefined))).toBe(true)
  })

  test('keeps to one alignment where one is asked for', async () => {
    expect(said(await ask('digest', { days: '31', alignment: 'us-jp-kr' }))).not.toMatch(/^North Korea–Russia$/m)
  })

  test('says so when nothing happened', async () => {
    const reply = await ask('digest', {}, contextOver([]))
    expect(reply.title).toBe('Digest: no stories')
    expect(said(reply)).toContain('Nothing new about US–Japan–South Korea or North Korea–Russia in this time.')
  })

  test('refuses days that are none, and alignments that there are not', async () => {
    for (const days of ['0', '32', 'x', '1.5']) expect(said(await ask('digest', { days }))).toBe('days is a whole number from 1 to 31.')
    expect(said(await ask('digest', { alignment: 'Korea' }))).toContain('is no alignment')
  })

  test('completes alignments', () => {
    expect(commandNamed('digest').complete?.('alignment', 'north', contextOver())).toHaveLength(1)
  })
})
