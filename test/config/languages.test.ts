import { expect, test } from 'vitest'
import { isLanguageCode } from '#src/config/languages.ts'

test('the language codes are those of ISO 639-1 that have a name', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isLanguageCode)
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  expect(codes.length).toBe(183)
  expect(codes.filter((code) => names.of(code) === undefined)).toEqual([])
})
