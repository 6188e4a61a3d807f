import { describe, expect, test } from 'vitest'
import type { Report } from '#src/domain/story.ts'
import { composeBrief } from '#src/stories/compose.ts'
import { facts, reportOf, told } from './told.ts'

const briefOf = (...reports: readonly Report[]) => {
  const at = reports[0]?.item.publishedAt ?? 0
  const story = { id: 's', revision: 1, openedAt: at, updatedAt: at, itemIds: reports.map(({ item }) => item.id) }
  return composeBrief({ story, reports, previous: null, facts, alignments: facts.alignments })
}

const gold = (story: string, outlet: string): Report => {
  const found = told.find((each) => each.story === story && each.source === outlet)
  if (found === undefined) throw new Error(`the gold set has no report of ${outlet} on ${story}`)
  return reportOf(found)
}

const one = (lang: string, title: string, published = '2025-10-30T00:00:00Z') => briefOf(reportOf({ id: 'x', lang, title, published }))

describe('a headline in English says the deed that the original names', () => {
  test.each([
    ['treaty-signed-2024', 'Kyodo', 'North Korea and Russia sign a treaty'],
    ['treaty-signed-2024', 'Xinhua', 'North Korea and Russia sign a treaty'],
    ['treaty-force-2024', 'TASS', 'Treaty of North Korea and Russia enters into force'],
    ['bridge-2026', 'Yonhap', 'North Korea and Russia open a bridge'],
    ['lima-2024', 'Seoul Daily', 'US, Japan and South Korea set up a joint secretariat'],
    ['vostochny-2023', 'TASS', 'North Korean leader Kim Jong Un and Russian President Vladimir Putin hold talks at Vostochny Cosmodrome'],
    ['lavrov-wonsan-2025', 'TASS', 'Russian Foreign Minister Sergey Lavrov warns US, Japan and South Korea in Wonsan'],
    ['han-ishiba-2024', 'KBS', 'Japanese Prime Minister Shigeru Ishiba and South Korean Acting President Han Duck-soo hold talks by phone'],
    ['zelenskyy-2026', 'Yonhap', 'North Korea to send troops or builders to Russia, Ukraine alleges'],
  ])('%s by %s: %s', (story, outlet, headline) => {
    expect(briefOf(gold(story, outlet)).headline).toBe(headline)
  })
})

describe('a headline in English tells no deed', () => {
  test.each([
    ['that somebody speaks against', 'ru', 'Москва осуждает санкции США, Японии и Южной Кореи против КНДР', /imposes/],
    ['that is only proposed', 'ko', '북한, 러시아에 정상회담 개최 제안', /hold talks/],
    ['of several who met one after the other', 'ko', '러시아 외무장관, 북한·중국 대사 잇달아 접견', /hold talks/],
    ['that is only likely', 'ko', '북한 외무상, 러시아와 회담할 듯', /hold talks/],
  ])('%s', (_what, lang, title, wrong) => {
    expect(one(lang, title).headline).not.toMatch(wrong)
  })

  test('on the day of which its report tells, only on its own', () => {
    const brief = one('ko', '러시아 외무장관, 평양서 북한 외무상과 회담')
    expect(brief.headline).not.toMatch(/2025/)
  })
})

describe('a brief', () => {
  test('tells what only others report from what a party confirms, and a claim from both', () => {
    expect(briefOf(gold('freedom-edge-3', 'Yonhap')).standing).toBe('reported')
    expect(briefOf(gold('lavrov-wonsan-2025', 'TASS'), gold('lavrov-wonsan-2025', 'Yonhap'))).toMatchObject({
      standing: 'confirmed',
      standingText: 'Confirmed by Russia',
    })
    expect(briefOf(gold('treaty-force-2024', 'KCNA'))).toMatchObject({ standing: 'claimed', standingText: 'Claimed by KCNA only' })
  })

  test('of what is merely reported calls no act confirmed', () => {
    for (const act of briefOf(gold('freedom-edge-3', 'Yonhap')).acts) expect(act.standing).toBe('reported')
  })

  test('quotes the decisive words of the original, with what they say in English', () => {
    expect(briefOf(gold('zelenskyy-2026', 'Yonhap')).phrase).toEqual({
      text: '러시아에 1만명 추가 파병 준비',
      language: 'ko',
      gloss: 'North Korea to send troops or builders to Russia',
    })
  })

  test('names who of the parties is named, with the office held that day', () => {
    expect(briefOf(gold('lavrov-wonsan-2025', 'TASS')).people).toContain('Russian Foreign Minister Sergey Lavrov')
  })

  test('says whose word is missing', () => {
    expect(briefOf(gold('zelenskyy-2026', 'Yonhap')).unknown).toContain('whether North Korea or Russia admits it')
    expect(briefOf(gold('treaty-force-2024', 'KCNA')).unknown).not.toContain('where')
  })

  test('does not call unknown what its reports had no room to say', () => {
    expect(one('ko', '북한, 러시아에 병력 파병').unknown).not.toContain('on which day')
  })

  test('says what its importance is made of', () => {
    const { importance, importancePoints = [] } = briefOf(gold('lavrov-wonsan-2025', 'TASS'))
    expect(importancePoints.length).toBeGreaterThan(2)
    expect(importancePoints.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(importance, 1)
  })
})
