import { describe, expect, test } from 'vitest'
import { readPromql } from './promql.ts'

describe('the reader of PromQL', () => {
  test('tells which series and labels an expression asks for', () => {
    const asked = readPromql(
      'sum by (le, a) (rate(x_bucket{p="new", q=~"b|c"}[1h])) / ignoring (z) group_left () avg(max without (k) (y)) > 1e3',
    )
    expect(asked.selectors).toEqual([
      {
        metric: 'x_bucket',
        matchers: [
          { label: 'p', operator: '=', value: 'new' },
          { label: 'q', operator: '=~', value: 'b|c' },
        ],
      },
      { metric: 'y', matchers: [] },
    ])
    expect(asked.groupedBy).toEqual(['le', 'a', 'z', 'k'])
  })

  test.each([
    ['sum(rate(x[5m])', 'it ends too early'],
    ['sum(rate(x[5m])))', 'stands where nothing may'],
    ['rates(x[5m])', 'there is no function “rates”'],
    ['x{a=b}', 'compared with no string'],
    ['x{a>"b"}', 'compares no label'],
    ['x >', 'it ends too early'],
    ['x > > 1', 'stands where something is asked for'],
    ['rate(x[five])', 'a range is no duration'],
    ['x # y', 'cannot be read'],
  ])('refuses %s', (expression, why) => {
    expect(() => readPromql(expression)).toThrow(why)
  })
})
