import { describe, expect, test } from 'vitest'
import { drawNetwork } from '#src/charts/network.ts'
import { layOut } from '#src/charts/network-layout.ts'
import { findingOf, tableOf } from '#src/charts/network-words.ts'
import type { Tie, Web } from '#src/domain/network.ts'
import { wordsIn } from '#src/words/words.ts'

const node = (id: string, colour: string | null = null) => ({ id, label: `State ${id}`, colour })
const tie = (a: string, b: string, cooperative: number, conflictual = 0, joint = 0): Tie => ({ a, b, cooperative, conflictual, joint })
const web = (changes: Partial<Web> = {}): Web => ({
  subject: 'All alignments',
  centre: null,
  nodes: [node('A', '#d55e00'), node('B', '#d55e00'), node('C', '#0072b2'), node('D')],
  ties: [tie('A', 'B', 9, 1, 2), tie('B', 'C', 1, 4), tie('A', 'C', 0, 3), tie('C', 'D', 2)],
  since: Date.UTC(2025, 3, 13),
  until: Date.UTC(2025, 6, 12),
  left: 0,
  ...changes,
})
const ROOM = { width: 440, height: 300, half: () => 40 }

describe('the picture of who acts with whom', () => {
  test('is laid out the same every time, every node whole within the room', () => {
    const places = layOut(web(), ROOM)
    expect([...layOut(web(), ROOM)]).toEqual([...places])
    for (const { x, y } of places.values()) {
      expect(x).toBeGreaterThanOrEqual(40)
      expect(x).toBeLessThanOrEqual(400)
      expect(y).toBeGreaterThanOrEqual(24)
      expect(y).toBeLessThanOrEqual(276)
    }
  })

  test('no two nodes lie on each other, of fifteen that all act with the first', () => {
    const nodes = Array.from({ length: 15 }, (_, index) => node(`N${index}`))
    const places = [...layOut(web({ nodes, ties: nodes.slice(1).map(({ id }, index) => tie('N0', id, 1 + index)) }), ROOM).values()]
    for (const [index, a] of places.entries())
      for (const b of places.slice(index + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(18)
  })

  test('tells conflictual acts apart without colour: they are dashed', () => {
    const { svg } = drawNetwork(web({ nodes: [node('A'), node('B')], ties: [tie('A', 'B', 2, 1)] }))
    expect(svg.match(/<line [^>]*stroke-dasharray/g)).toHaveLength(2) // the tie and its key
    expect(drawNetwork(web({ ties: [tie('A', 'B', 2)] })).svg).not.toContain('stroke-dasharray')
  })

  test('draws a tie the wider, the more acts it stands for', () => {
    const { svg } = drawNetwork(web({ ties: [tie('A', 'B', 16), tie('C', 'D', 1)] }))
    const widths = [...svg.matchAll(/stroke-width="([\d.]+)" stroke="#0f6f6c"/g)].map(([, width]) => Number(width))
    expect(Math.max(...widths)).toBeGreaterThan(2 * Math.min(...widths))
  })

  test.each<[string, Partial<Web>]>([
    ['State A and State B most: 12 acts, mostly cooperative', {}],
    ['State A and State C most: 3 acts, mostly conflictual', { ties: [tie('A', 'C', 0, 3)] }],
    ['State C most with State A: one act, all cooperative', { subject: 'State C', centre: 'C', ties: [tie('A', 'C', 0, 0, 1)] }],
    ['All alignments: no acts', { ties: [] }],
  ])('%s', (finding, changes) => {
    expect(findingOf(web(changes), wordsIn('en'))).toBe(finding)
  })

  test('says in words which ties are strongest, and how many are not shown', () => {
    expect(drawNetwork(web({ left: 3 })).alt).toContain(
      'State A and State B: 11 cooperative, 1 conflictual. State B and State C: 1 cooperative, 4 conflictual.',
    )
    expect(drawNetwork(web({ left: 3 })).alt).toContain('3 weaker ties are not shown.')
  })

  test('has its figures in a table, and names stay text', () => {
    expect(tableOf(web()).rows[0]).toEqual(['State A', 'State B', '9', '2', '1', '12'])
    const { svg } = drawNetwork(web({ nodes: [{ id: 'A', label: '<script>', colour: null }, node('B')], ties: [tie('A', 'B', 1)] }))
    expect(svg).not.toContain('<script')
  })
})
