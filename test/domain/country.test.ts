import { describe, expect, test } from 'vitest'
import { COUNTRIES, countryCode, countryName, isCountry } from '#src/domain/country.ts'

describe('country codes', () => {
  test('are the 249 of ISO 3166 alpha-3 and two of PLOVER, each once', () => {
    expect(new Set(COUNTRIES).size).toBe(251)
    expect(COUNTRIES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
    expect(new Set(COUNTRIES.map(countryName)).size).toBe(251)
  })

  test('have a short English name; what is unknown is named by itself', () => {
    expect(['KOR', 'PRK', 'RUS', 'UNO', 'XYZ'].map(countryName)).toEqual(['South Korea', 'North Korea', 'Russia', 'United Nations', 'XYZ'])
  })

  test('are found by name, in any case', () => {
    expect(countryCode('north korea')).toBe('PRK')
    expect(countryCode('jpn')).toBe('JPN')
    expect(countryCode('Ruritania')).toBeUndefined()
  })

  test('do not hold what looks like one', () => {
    expect(['ROK', 'UK', 'usa', ''].map(isCountry)).toEqual([false, false, false, false])
  })
})
