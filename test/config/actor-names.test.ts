import { expect, test } from 'vitest'
import { readActors } from '#src/config/actors.ts'
import { readSource, type Source } from '#src/config/source.ts'
import { readYaml } from '#src/config/yaml.ts'
import { actorName, otherNames, roleName } from '#src/domain/actor-name.ts'

const read = (yaml: string) => {
  const source = readSource('actors.yaml', yaml, readYaml)
  if (!('value' in source)) throw new Error('the test wrote no YAML')
  return readActors(source as Source, new Set(['dprk-russia']))
}

const ACTORS = `
titles:
  "Minister of Trade": { ko: 무역장관, zh-Hans: 贸易部长 }
  "PRK:Minister of Trade": { ko: 무역상 }
actors:
  - id: a-minister
    name: A Minister
    names: { ko: 가 장관, zh-Hans: 甲 }
    kind: person
    country: PRK
    alignment: dprk-russia
    roles:
      - { title: Minister of Trade, from: 2025, status: known }
      - { title: Envoy, from: 2024, to: 2025, status: known }
    aliases: { en: [Minister A], ru: [Министр А] }
    verification: known
  - id: b-minister
    name: B Minister
    kind: person
    country: RUS
    alignment: dprk-russia
    roles: [{ title: Minister of Trade, from: 2025, status: known }]
    aliases: {}
    verification: known
`

test('names and titles are told in a language where they are given, else by an alias, else in English', () => {
  const { actors, problems } = read(ACTORS)
  expect(problems).toEqual([])
  const [a, b] = actors
  if (a === undefined || b === undefined) throw new Error('two actors were written')
  expect((['en', 'ko', 'ja', 'ru', 'zh-Hans', 'zh-Hant'] as const).map((locale) => actorName(a, locale))).toEqual([
    'A Minister',
    '가 장관',
    'A Minister',
    'Министр А',
    '甲',
    '甲',
  ])
  expect(otherNames(a, 'ko')).toEqual(['A Minister', 'Министр А', '甲'])
  expect(otherNames(b, 'ko')).toEqual([])
  const titles = [...a.roles, ...b.roles]
  expect(titles.map((role) => roleName(role, 'ko'))).toEqual(['무역상', 'Envoy', '무역장관'])
  expect(titles.map((role) => roleName(role, 'zh-Hant'))).toEqual(['贸易部长', 'Envoy', '贸易部长'])
})

test('a language that the bot does not speak is told with its line', () => {
  const { problems } = read(ACTORS.replace('{ ko: 무역상 }', '{ fr: ministre }').replace('{ ko: 가 장관, zh-Hans: 甲 }', '{ de: Herr A }'))
  expect(problems.map(({ line, message }) => [line, message])).toEqual([
    [8, 'the key "de" is not known here'],
    [4, 'the key "fr" is not known here'],
  ])
})
