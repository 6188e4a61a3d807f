import { expect, test } from 'vitest'
import { distance } from '#src/domain/edit-distance.ts'

test('a swap of neighbours counts as one edit', () => {
  expect(distance('disocrd', 'discord')).toBe(1)
  expect(distance('', 'abc')).toBe(3)
  expect(distance('abc', 'abc')).toBe(0)
  expect(distance('kitten', 'sitting', 1)).toBe(2)
})
