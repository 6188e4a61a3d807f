import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { UNREADABLE } from '#src/config/source.ts'
import { readYaml } from '#src/config/yaml.ts'

const CONFIG = join(import.meta.dirname, '../../config')

/** What the full reader gives; UNREADABLE where it refuses. */
function full(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return UNREADABLE
  }
}

describe('the quick YAML reader', () => {
  test.each(readdirSync(CONFIG).filter((name) => name.endsWith('.yaml')))('reads %s as the full reader does', (name) => {
    const text = readFileSync(join(CONFIG, name), 'utf8')
    expect(readYaml(text)).toEqual(parse(text))
  })

  test.each([
    "a: 1\nb: [x, \"y, z\", 'it''s']\nc: { d: null, e: 2024-06-27 } # note\n",
    'a: >-\n  two\n  lines\nb: yes\n',
    'list:\n  - x\n  - k: v\n    w: 0.5\n  -\n    deep: [a,\n      b,\n    ]\n',
    '"en:x": 1\nпривет: мир\n',
  ])('reads %j', (text) => {
    expect(readYaml(text)).toEqual(parse(text))
  })

  test.each([
    'a: &x 1\nb: *x\n',
    'a: |\n  x\n',
    'a: 1\na: 2\n',
    'a:\n - 1\n  - 2\n',
    'a: one\n  two\n',
    'a: b: c\n',
    '--- \na: 1\n',
    'a: [1, 2\n',
    'a: 0x1f\n',
    'a: 1e3\n',
    'a: .5\n',
    '\ta: 1\n',
    'a: @x\n',
    '? a\n: b\n',
  ])('leaves %j to the full reader', (text) => {
    expect(readYaml(text)).toBe(UNREADABLE)
  })

  const word = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('null', 'true', '1', '-3.50', '007', 'a: b', '- x', '#x', 'Workers’ Party', "it's", '"q"', '~', ''),
  )
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ depthSize: 'small' }, word, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
    list: fc.array(tie('any'), { maxLength: 4 }),
    map: fc.dictionary(fc.stringMatching(/^[A-Za-z][\w-]{0,8}$/), tie('any'), { maxKeys: 4 }),
  })).any

  test('never answers otherwise than the full reader, whatever is written', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('block', 'flow', 'any' as const), fc.integer({ min: 20, max: 100 }), (data, style, lineWidth) => {
        const text = stringify(data, { lineWidth, ...(style === 'any' ? {} : { collectionStyle: style as 'block' | 'flow' }) })
        const quick = readYaml(text)
        if (quick !== UNREADABLE) expect(quick).toEqual(full(text))
      }),
      { numRuns: 500 },
    )
  })

  test('never answers otherwise than the full reader after a slip of the pen', () => {
    const text = readFileSync(join(CONFIG, 'routes.yaml'), 'utf8') + readFileSync(join(CONFIG, 'alignments.yaml'), 'utf8')
    const slips = fc.tuple(
      fc.nat(text.length - 1),
      fc.constantFrom('', ' ', '\n', ':', '-', '[', ']', '{', '}', '"', "'", '#', ',', '\t', '  '),
      fc.nat(2),
    )
    fc.assert(
      fc.property(slips, ([at, inserted, dropped]) => {
        const changed = text.slice(0, at) + inserted + text.slice(at + dropped)
        const quick = readYaml(changed)
        if (quick !== UNREADABLE) expect(quick).toEqual(full(changed))
      }),
      { numRuns: 500 },
    )
  })
})
