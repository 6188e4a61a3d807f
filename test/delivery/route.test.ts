import { describe, expect, test } from 'vitest'
import { deliveryKey } from '#src/delivery/key.ts'
import { deliveriesFor, routesFor } from '#src/delivery/route.ts'
import { callInKorean, makeBrief, makeRoute, makeSource, makeVisitBrief } from '../fixtures/make.ts'

const BOTH = [
  { id: 'us-jp-kr', label: 'US–Japan–South Korea', colour: '#2a6fdb', rule: 'A1', score: 0.4 },
  { id: 'dprk-russia', label: 'North Korea–Russia', colour: '#c2410c', rule: 'B1', score: 0.9 },
]

describe('a route takes', () => {
  test.each([
    ['a brief of its alignment', {}, {}, true],
    ['no brief of another alignment', { alignments: ['dprk-russia'] }, {}, false],
    ['nothing, where it names no alignment', { alignments: [] }, {}, false],
    ['a brief at its threshold', { threshold: 0.9 }, {}, true],
    ['no brief under it', { threshold: 0.91 }, {}, false],
    [
      'no brief that only another alignment lifts over the threshold',
      { alignments: ['us-jp-kr'], threshold: 0.5 },
      { alignments: BOTH },
      false,
    ],
    ['a brief that one of its alignments lifts over the threshold', { threshold: 0.5 }, { alignments: BOTH }, true],
    ['a brief with a report in its language', { languages: ['ko'] }, { sources: [makeSource(), makeSource(callInKorean())] }, true],
    ['no brief without one', { languages: ['ko', 'ja'] }, {}, false],
    ['a brief that names one of its actors', { actors: ['han-duck-soo', 'sergey-lavrov'] }, {}, true],
    ['no brief that names none', { actors: ['sergey-lavrov'] }, {}, false],
    ['nothing that fails one of its conditions', { languages: ['en'], actors: ['sergey-lavrov'] }, {}, false],
  ] as const)('%s', (_, route, brief, isTaken) => {
    expect(routesFor(makeBrief(brief), [makeRoute(route)])).toHaveLength(isTaken ? 1 : 0)
  })
})

test('a brief goes to every route that takes it, in the order configured', () => {
  const routes = [makeRoute({ id: 'b' }), makeRoute({ id: 'x', alignments: ['us-jp-kr'] }), makeRoute({ id: 'a' })]
  expect(deliveriesFor(makeVisitBrief({ revision: 3 }), routes)).toEqual([
    { storyId: makeVisitBrief().storyId, revision: 3, routeId: 'b' },
    { storyId: makeVisitBrief().storyId, revision: 3, routeId: 'a' },
  ])
})

test('a key tells apart what only looks alike when written in a row', () => {
  const keys = [
    deliveryKey({ storyId: 'a', revision: 1, routeId: '1b' }),
    deliveryKey({ storyId: 'a1', revision: 1, routeId: 'b' }),
    deliveryKey({ storyId: 'a', revision: 11, routeId: 'b' }),
  ]
  expect(new Set(keys).size).toBe(3)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{25}$/)
})
