import { expect, test } from 'vitest'
import { editDistance, nearest } from '#src/config/nearest.ts'

test('a swap of neighbours counts as one edit', () => {
  expect(editDistance('disocrd', 'discord')).toBe(1)
  expect(editDistance('', 'abc')).toBe(3)
  expect(editDistance('abc', 'abc')).toBe(0)
})

test('the nearest word is found, and none where nothing is near', () => {
  expect(nearest('intervall', ['interval', 'internal'])).toBe('interval')
  expect(nearest('banana', ['interval', 'internal'])).toBeUndefined()
})
