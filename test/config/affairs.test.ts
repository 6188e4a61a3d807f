import { expect, test } from 'vitest'
import { readAffairs } from '#src/config/affairs.ts'
import { readSource, type Source } from '#src/config/source.ts'
import { readYaml } from '#src/config/yaml.ts'

const read = (yaml: string) => {
  const source = readSource('affairs.yaml', yaml, readYaml)
  if (!('value' in source)) throw new Error('the test wrote no YAML')
  return readAffairs(source as Source)
}

test('affairs, concepts and notices are read, and what is left out is empty', () => {
  const { affairs, problems } = read('threads: { treaty-step: The treaty }\nconcepts:\n  - { name: drill, en: [drill], ko: [훈련] }\n')
  expect(problems).toEqual([])
  expect(affairs.threads).toEqual({ 'treaty-step': 'The treaty' })
  expect(affairs.concepts).toEqual([{ name: 'drill', topic: null, en: ['drill'], ko: ['훈련'], ja: [], ru: [], zh: [] }])
  expect(affairs.notices).toEqual({ correction: [], retraction: [] })
})

test('a concept that stands there twice, and a key that there is not, are told', () => {
  const { problems } = read(
    'concepts:\n  - { name: drill, en: [drill] }\n  - { name: drill, en: [exercise] }\n  - { name: talks, engl: [talk] }\n',
  )
  expect(problems).toHaveLength(2)
  expect(problems.map(({ line }) => line)).toEqual(expect.arrayContaining([3, 4]))
})
