import { expect, test } from 'vitest'
import { nearest } from '#src/config/nearest.ts'

test('the nearest word is found, and none where nothing is near', () => {
  expect(nearest('intervall', ['interval', 'internal'])).toBe('interval')
  expect(nearest('banana', ['interval', 'internal'])).toBeUndefined()
})
