import { describe, expect, test } from 'vitest'
import { assess } from './world.ts'

const first = (title: string, text = '', at?: string) => assess(title, text, at).events[0]

describe('who stands where', () => {
  test('in the passive voice, who stands behind "by" acts', () => {
    expect(first('North Korea and Russia condemned by Japan, the US and South Korea over arms transfers')).toMatchObject({
      category: 'ACCUSE',
      actors: ['JPN', 'USA', 'KOR'],
    })
  })

  test('who only tells of an act does not act, and the act is alleged on its word', () => {
    expect(first('South Korea says North Korea sent troops to Russia')).toMatchObject({
      category: 'AID',
      actors: ['PRK'],
      recipients: ['RUS'],
      standing: 'alleged',
      claimant: 'KOR',
    })
  })

  test('what is condemned is no act of those who condemn it', () => {
    expect(first('北, 한미일 훈련 비난')).toMatchObject({ category: 'ACCUSE', actors: ['PRK'] })
  })

  test('what lies ahead is agreed, and planned', () => {
    expect(first('US, Japan and South Korea to hold Freedom Edge drill next month')).toMatchObject({
      category: 'AGREE',
      actors: ['USA', 'JPN', 'KOR'],
      standing: 'planned',
    })
  })

  test('a visitor acts and the host receives', () => {
    expect(first('ロシアのショイグ氏が訪朝')).toMatchObject({ category: 'CONSULT', actors: ['RUS'], recipients: ['PRK'], mode: 'visit' })
  })
})

describe('the day of the act', () => {
  const dated = (text: string, at: string) =>
    assess('US, Japan and South Korea hold Freedom Edge drill', text, at).events.map(({ date }) => date)

  test('is read with month and year', () => {
    expect(dated('Japan, the United States and South Korea held a joint drill on 15 September 2025.', '2025-09-16')).toContain('2025-09-15')
  })

  test('without a year is the one nearest to the report', () => {
    expect(dated('Japan, the United States and South Korea held a joint drill on December 30.', '2026-01-02')).toContain('2025-12-30')
  })

  test('that no calendar has is none', () => {
    expect(dated('Japan, the United States and South Korea held a joint drill on 45 September 2025.', '2025-09-16')).not.toContain(
      '2025-09-45',
    )
  })
})
