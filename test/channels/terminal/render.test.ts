import { describe, expect, test } from 'vitest'
import { columns, wrap } from '#src/channels/terminal/columns.ts'
import { renderBrief } from '#src/channels/terminal/render.ts'
import type { Brief } from '#src/domain/brief.ts'
import { createTimes } from '#src/domain/times.ts'
import { makeBrief, makeSource, makeVisitBrief, visitInChinese, visitInRussian } from '../../fixtures/make.ts'

const look = { width: 80, colour: false, times: createTimes('Asia/Seoul') }

describe('a brief in the terminal', () => {
  test('has everything a post has, in the post’s order', () => {
    const sources = [makeSource(visitInRussian(), 1), makeSource(visitInChinese(), 2)]
    const thread = {
      label: 'Russia–North Korea visits',
      earlier: [{ storyId: 'a', headline: 'Shoigu in Pyongyang', at: Date.UTC(2025, 5, 4) }],
    }
    const [top = '', ...lines] = renderBrief(makeVisitBrief({ revision: 2, sources, independentSources: 2, thread }), look)
    expect(top).toMatch(/^● North Korea–Russia {2,}update 1 · 12 July 2025, 18:00 KST$/)
    expect(columns(top)).toBe(80)
    expect(lines).toEqual([
      '  Lavrov arrives in Wonsan for talks with North Korea’s foreign minister',
      '  Russian: Лавров прибыл в Вонсан на переговоры с главой МИД КНДР',
      '  Russia ↔ North Korea: CONSULT (visit) · Wonsan · 12 July 2025',
      '  Министр иностранных дел России Сергей Лавров провёл 12 июля в Вонсане',
      '  переговоры с Цой Сон Хи.',
      '  Confirmed by both sides · first: TASS (state media, RUS) · 2 independent',
      '  outlets: TASS | Xinhua',
      '  Thread: Russia–North Korea visits · earlier: Shoigu in Pyongyang, 4 June 2025',
      `  ${makeVisitBrief().url}`,
      `  Story ${makeVisitBrief().storyId}`,
    ])
  })

  test('that its readers see for the first time is no update, whatever its revision', () => {
    expect(renderBrief(makeVisitBrief({ revision: 3, kind: 'new' }), look)[0]).not.toContain('update')
  })

  test('says once how many report it and who', () => {
    const [russian, chinese] = [makeSource(visitInRussian(), 1), makeSource(visitInChinese(), 2)]
    const reprint = { ...russian, outlet: 'KCNA' }
    const told = (changes: Partial<Brief>) =>
      renderBrief(makeVisitBrief({ sources: [russian], independentSources: 1, ...changes }), { ...look, width: 96 })
        .slice(5, -2)
        .map((line) => line.trim())
        .join(' ')
    expect(told({ standingText: 'Claimed by TASS only' })).toBe('Claimed by TASS only (state media, RUS)')
    expect(told({ standingText: 'Alleged by Ukraine' })).toBe('Alleged by Ukraine · first: TASS (state media, RUS)')
    const two = { sources: [russian, reprint, chinese], independentSources: 2 }
    expect(told({ ...two, standingText: 'Reported by 2 independent outlets' })).toBe(
      'Reported by 2 independent outlets, 3 outlets in all: first TASS (state media, RUS), KCNA | Xinhua',
    )
    expect(told({ ...two, standingText: 'Alleged by Ukraine' })).toBe(
      'Alleged by Ukraine · first: TASS (state media, RUS) · 3 outlets, 2 independent: TASS, KCNA | Xinhua',
    )
  })

  test('keeps within the window, in every script', () => {
    const long = '韩国、美国和日本三国海军在东海举行联合演习，演习内容包括反潜和防空。'.repeat(3)
    for (const width of [40, 57, 80, 200]) {
      for (const brief of [
        makeBrief({ summary: [long] }),
        makeVisitBrief({ headline: '한미일 '.repeat(40) }),
        makeBrief({ headline: 'x'.repeat(300) }),
      ]) {
        const lines = renderBrief({ ...brief, url: '' }, { ...look, width })
        expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(Math.min(width, 96))
      }
    }
  })

  test('is not flooded by a field without end', () => {
    expect(renderBrief(makeBrief({ headline: 'word '.repeat(100_000) }), look).length).toBeLessThan(30)
  })

  test('shows an alignment’s own colour beside its name where colours are wanted', () => {
    expect(renderBrief(makeBrief(), { ...look, colour: true })[0]).toContain('\u001b[38;2;42;111;219m●\u001b[39m US–Japan–South Korea')
  })
})

describe('columns', () => {
  test('counts wide characters twice and marks that join not at all', () => {
    expect([columns('abc'), columns('한미일'), columns('日本 e\u0301')]).toEqual([3, 6, 6])
  })

  test('breaks between words, between characters where there are no spaces, and never before a full stop', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrap('日米韓は確認した。', 16)).toEqual(['日米韓は確認し', 'た。'])
    expect(wrap('', 8)).toEqual([])
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  })
})
