import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMatcher } from '#src/knowledge/matcher.ts'

function codesOf(text: string) {
  const codes = Uint16Array.from(text, (unit) => unit.charCodeAt(0))
  return { codes, length: codes.length }
}

function found(phrases: readonly string[], text: string): string[] {
  const hits: string[] = []
  createMatcher(phrases).scan(codesOf(text), (phrase, start, end) => hits.push(`${start}-${end} ${phrases[phrase]}`))
  return hits.toSorted()
}

/** What a plain search finds. */
function plainly(phrases: readonly string[], text: string): string[] {
  const hits = phrases.flatMap((phrase) =>
    Array.from({ length: text.length }, (_, at) => at).flatMap((at) =>
      text.startsWith(phrase, at) ? [`${at}-${at + phrase.length} ${phrase}`] : [],
    ),
  )
  return hits.toSorted()
}

describe('createMatcher', () => {
  it('finds phrases that overlap and lie in one another', () => {
    expect(found(['he', 'she', 'his', 'hers'], 'ushers')).toEqual(['1-4 she', '2-4 he', '2-6 hers'])
  })

  it('finds nothing where there are no phrases', () => {
    expect(found([], 'text')).toEqual([])
  })

  it('looks only at the beginnings of words where told which units make words', () => {
    const letters = Uint8Array.from({ length: 65_536 }, (_, code) => (code >= 97 && code <= 122 ? 1 : 0))
    const hits: string[] = []
    createMatcher(['us', 'us japan', '북us'], letters).scan(codesOf('bus us japan 북us'), (phrase, start) =>
      hits.push(`${phrase}@${start}`),
    )
    expect(hits).toEqual(['0@4', '1@4', '2@13', '0@14'])
  })

  it('finds what a plain search finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '한', '미', '露'), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 12 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '한', '미', '露', 'z'), maxLength: 40 }),
        (phrases, text) => {
          expect(found(phrases, text)).toEqual(plainly(phrases, text))
        },
      ),
    )
  })
})
