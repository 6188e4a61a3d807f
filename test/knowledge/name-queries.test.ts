import { describe, expect, test } from 'vitest'
import { createDirectory } from '#src/knowledge/directory.ts'
import { isRight, nameQueries } from '../fixtures/name-queries.ts'
import { knowledge } from '../judgement/world.ts'

const directory = createDirectory(knowledge.facts, knowledge.wording)
const queries = nameQueries()
const ids = new Set(knowledge.facts.actors.map(({ id }) => id))

describe('what people type after /actor', () => {
  test('is listed at length, in at least ten ways, and names only actors that there are', () => {
    expect(queries.length).toBeGreaterThan(500)
    expect(new Set(queries.map(({ kind }) => kind)).size).toBeGreaterThan(9)
    expect(queries.flatMap(({ among }) => among).filter((id) => !ids.has(id))).toEqual([])
  })

  test('is answered rightly at least 99 times in a hundred: the one who is meant, or all who may be', () => {
    const wrong = queries.filter((query) => !isRight(directory.find(query.query, Date.parse(query.on)), query)).map(({ query }) => query)
    expect(1 - wrong.length / queries.length, `wrong: ${wrong.join('; ')}`).toBeGreaterThanOrEqual(0.99)
  })

  test('is never answered with an error, whatever it is', () => {
    const odd = [
      '',
      ' ',
      '.',
      '-',
      '*',
      '(',
      '[a-',
      '\\',
      '~',
      '\u0000',
      '\ud800',
      '\u202e',
      '😀',
      "'",
      'a b '.repeat(2_500),
      '김'.repeat(10_000),
    ]
    for (const query of odd) expect(() => directory.find(query, Date.now()), JSON.stringify(query.slice(0, 20))).not.toThrow()
    for (const { query } of queries) expect(() => directory.find(query, Number.NaN)).not.toThrow()
  })
})

test('every title of an office is borne by somebody, so that no misprint makes an office nobody’s', () => {
  const titles = knowledge.facts.actors.flatMap(({ roles }) => roles.map(({ title }) => title))
  const unknown = (knowledge.facts.offices?.offices ?? [])
    .flatMap((office) => office.titles)
    .filter((title) => !titles.some((one) => (title.endsWith('~') ? one.startsWith(title.slice(0, -1)) : one === title)))
  expect(unknown).toEqual([])
})
