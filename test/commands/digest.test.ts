import { describe, expect, test } from 'vitest'
import { makeFeedState } from '../fixtures/make.ts'
import { ask, brief, commandNamed, contextOver, NOW, said } from './sample.ts'

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

  test('names the feeds that could not be read, and none that is not polled any more', async () => {
    const over = contextOver([])
    const failing = { failures: 9, lastOkAt: NOW - 9 * 86_400_000 }
    const states = [
      makeFeedState({ ...failing, feedId: 'dead', lastPolledAt: NOW - 3_600_000 }),
      makeFeedState({ ...failing, feedId: 'taken-out', lastPolledAt: NOW - 9 * 86_400_000 }),
      makeFeedState({ feedId: 'well', lastPolledAt: NOW - 60_000, lastOkAt: NOW - 60_000 }),
    ]
    const reply = await ask('digest', {}, { ...over, archive: { ...over.archive, feeds: async () => states } })
    expect(said(reply)).toContain('1 of 2 feeds could not be read in this time: dead.')
  })

  test('tells no story that was taken back within the days asked for', async () => {
    const told = { about: ['us-jp-kr'], category: 'CONSULT', actors: [], at: NOW - 3_600_000 } as const
    const stood = brief({ ...told, storyId: 'a', headline: 'Stands' })
    const taken = brief({ ...told, storyId: 'b', headline: 'Withdrawn: fell' })
    const reply = await ask('digest', {}, contextOver([stood, { ...taken, withdrawn: true }]))
    expect(said(reply)).toContain('Stands')
    expect(said(reply)).not.toContain('fell')
  })

  test('refuses days that are none, and alignments that there are not', async () => {
    for (const days of ['0', '32', 'x', '1.5'])
      expect(said(await ask('digest', { days }))).toBe(`days is a whole number from 1 to 31, not “${days}”.`)
    expect(said(await ask('digest', { alignment: 'Korea' }))).toContain('is no alignment')
  })

  test('completes alignments', () => {
    expect(commandNamed('digest').complete?.('alignment', 'north', contextOver())).toHaveLength(1)
  })
})
