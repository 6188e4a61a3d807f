import { describe, expect, it } from 'vitest'
import { binsOf, calibrationError, crossValidate, type Example, trainPoints, withPoints } from '#src/judgement/training.ts'

const SCORING = { bias: -2, scale: 1, points: { all: { nothing: -4, sign: 3, veto: -3 }, other: { sign: 5 } } }
const example = (label: boolean, group: string, ...found: string[]): Example => ({ label, group, found })
const many = (times: number, label: boolean, ...found: string[]): Example[] =>
  Array.from({ length: times }, (_, at) => example(label, `${found.join()}${label}${at}`, ...found))

describe('training', () => {
  it('leaves the points as they are where nothing speaks against them', () => {
    expect(trainPoints([], SCORING, 'ours')).toEqual({ always: 0 })
  })

  it('takes points from a sign that is mostly wrong, and gives points to one that is mostly right', () => {
    const points = trainPoints([...many(40, false, 'sign'), ...many(40, true, 'unknown')], SCORING, 'ours')
    expect(points.sign).toBeLessThan(3)
    expect(points.unknown).toBeGreaterThan(0)
  })

  it('moves points little for a single item', () => {
    const points = trainPoints([...many(200, true, 'sign'), example(false, 'one', 'sign', 'veto')], SCORING, 'ours')
    expect(Math.abs((points.veto ?? 0) + 3)).toBeLessThan(0.2)
  })

  it('changes one alignment only', () => {
    expect(withPoints(SCORING, 'ours', { sign: 1 }).points).toEqual({ ...SCORING.points, ours: { sign: 1 } })
  })

  it('never scores an item by points that saw its group', () => {
    const examples = [...many(30, true, 'sign'), example(false, 'story', 'odd'), example(false, 'story', 'odd')]
    const alone = crossValidate(examples, SCORING, 'ours', 5)
    const unseen = 1 / (1 + Math.exp(2))
    expect(alone.at(-1)?.score).toBeGreaterThan(unseen - 0.03)
  })
})

describe('calibration', () => {
  it('is 0 where eight of ten with a score of 0.8 are right, and large where none are', () => {
    const scored = (right: number) => Array.from({ length: 10 }, (_, at) => ({ score: 0.8, label: at < right }))
    expect(calibrationError(scored(8))).toBeCloseTo(0)
    expect(calibrationError(scored(0))).toBeCloseTo(0.8)
    expect(binsOf(scored(8))).toEqual([{ from: 0.8, items: 10, meanScore: expect.closeTo(0.8), share: 0.8 }])
  })
})
