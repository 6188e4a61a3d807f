import { describe, expect, test } from 'vitest'
import { commands } from '#src/commands/index.ts'
import { LOCALES, type Locale } from '#src/domain/locale.ts'
import { englishIn } from '../words/english.ts'
import { assessment, briefs, config, contextOver, item, NOW, said } from './sample.ts'

const title = 'Lavrov visits Wonsan'
const found = assessment(
  title,
  [
    { text: 'all members in the headline', weight: 5, quote: 'Lavrov' },
    { text: 'the headline is about PRK', weight: -2 },
  ],
  ['sergey-lavrov'],
)
const missed = assessment('Ministers meet', [{ text: 'visits one after the other', weight: 3 }], ['kim-jong-un'])
/** As briefs are made: what they tell is data. */
const told = briefs.map((brief) => ({
  ...brief,
  said: { grounds: { kind: 'confirmed' as const, by: ['RUS', 'PRK'] }, changes: [], gaps: [] },
}))
const context = contextOver(told, [
  { item: item('i1', title, NOW - 86_400_000), assessment: found, storyId: 'a1b2c3d4' },
  { item: item('i2', 'Ministers meet', NOW - 43_200_000), assessment: missed, storyId: null },
])

/** Everything that a reader may ask, rightly and wrongly. */
const ASKED: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['actor', { name: 'lavrov' }],
  ['actor', { name: 'lavrov', on: '2012-07-12' }],
  ['actor', { name: 'russia' }],
  ['actor', { name: 'Freedom Edge' }],
  ['actor', { name: 'dprk-russia-treaty-2024' }],
  ['actor', { name: 'wonsan-kalma' }],
  ['actor', { name: 'KN-23' }],
  ['actor', { name: 'kim' }],
  ['actor', { name: 'Lavrof' }],
  ['actor', { name: 'zzyzx' }],
  ['actor', { name: 'lavrov', on: 'x' }],
  ['actor', { name: 'lavrov', days: '0' }],
  ['actor', {}],
  ['latest', {}],
  ['latest', { alignment: 'dprk-russia' }],
  ['latest', { alignment: 'zzz' }],
  ['latest', { show: 'near' }],
  ['latest', { page: '99' }],
  ['digest', { days: '30' }],
  ['digest', { days: '99' }],
  ['search', { query: 'Lavrov' }],
  ['search', { query: 'zzyzx' }],
  ['search', { query: '"" -' }],
  ['search', { query: 'Lavrov since:2025-08 until:2025-06' }],
  ['search', { query: 'Lavrov since:zz language:zz outlet:zz actor:zz' }],
  ['search', {}],
  ['story', { id: 'a1b2c3d4' }],
  ['story', { id: 'a1' }],
  ['story', {}],
  ['timeline', { a: 'russia', b: 'north-korea' }],
  ['timeline', { a: 'russia', b: 'russia' }],
  ['timeline', { a: 'russia' }],
  ['timeline', { a: 'russia', b: 'KN-23' }],
  ['timeline', {}],
  ['trend', { of: 'dprk-russia' }],
  ['trend', { of: 'russia', with: 'north-korea' }],
  ['trend', { of: 'zzz' }],
  ['trend', { days: '1' }],
  ['network', {}],
  ['network', { actor: 'russia' }],
  ['network', { actor: 'dprk-russia' }],
  ['network', { actor: 'kim' }],
  ['network', { actor: 'zzz' }],
  ['network', { days: '0' }],
  ['why', { story: 'a1b2c3d4' }],
  ['why', { story: 'i2' }],
  ['why', { story: 'zzz' }],
  ['why', {}],
  ['help', {}],
  ['watch', { action: 'list' }],
  ['feeds', { action: 'list' }],
  ['status', {}],
]

/** What outlets wrote and are called, what the facts have in English (names in all scripts, notes marked as English), words quoted. */
const THEIRS = new RegExp(
  [
    ...[...briefs.map(({ headline }) => headline), title, 'Ministers meet', 'Example Daily'],
    ...config.facts.actors.flatMap(({ name, note }) => [name, note]).filter((text) => text.includes(' ')),
  ]
    .toSorted((a, b) => b.length - a.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .concat('“[^”]*”|「[^」]*」|«[^»]*»', String.raw`\[[a-z]+\]`)
    .join('|'),
  'g',
)

const others = LOCALES.filter((locale) => locale !== 'en')

describe.each(others)('a reader of %s', (locale: Locale) => {
  test.each(ASKED)('is answered /%s %j without a sentence of English', async (name, args) => {
    const command = commands.find((one) => one.name === name)
    if (command === undefined) throw new Error(`there is no /${name}`)
    const reply = await command.run(args, { ...context, locale })
    const picture = reply.picture?.alt ?? ''
    const labels = reply.suggestions.map(({ label }) => label)
    const answer = [said(reply), picture, ...labels].join('\n')
    expect(answer.trim()).not.toBe('')
    expect(englishIn(answer, THEIRS)).toEqual([])
  })
})
