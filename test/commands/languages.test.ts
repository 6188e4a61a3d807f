import { describe, expect, test } from 'vitest'
import { commands } from '#src/commands/index.ts'
import { LOCALES, type Locale } from '#src/domain/locale.ts'
import { assessment, briefs, contextOver, item, NOW, said } from './sample.ts'

const title = 'Lavrov visits Wonsan'
const found = assessment(title, [{ text: 'the two are named together', weight: 8 }], ['sergey-lavrov'])
const context = contextOver(briefs, [{ item: item('i1', title, NOW - 86_400_000), assessment: found, storyId: 'a1b2c3d4' }])

const ask = async (locale: Locale, name: string, args: Readonly<Record<string, string>> = {}): Promise<string> => {
  const command = commands.find((one) => one.name === name)
  if (command === undefined) throw new Error(`there is no /${name}`)
  return said(await command.run(args, { ...context, locale }))
}

/** What is asked, with words of the English answer that are ours and not an outlet's. */
const ASKED: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['actor', { name: 'lavrov' }, ['Person', 'Last stories', 'Counted from', ' since ', 'Named with']],
  ['actor', { name: 'kim' }, ['Which “kim”?']],
  ['actor', { name: 'zzyzx' }, ['watched']],
  ['actor', { name: 'lavrov', on: 'x' }, ['is no day']],
  ['latest', {}, ['Latest stories', 'Newest first']],
  ['latest', { alignment: 'x' }, ['is no alignment']],
  ['digest', { days: '30' }, ['Digest:', 'independent']],
  ['digest', { days: '99' }, ['whole number']],
  ['story', { id: 'a1b2c3d4' }, ['What changed when', 'Sources by side', 'as of', 'First told']],
  ['story', { id: 'zz' }, ['No story, or more than one']],
  ['timeline', { a: 'russia', b: 'north-korea' }, ['Between', 'events in', 'CONSULT']],
  ['timeline', { a: 'russia', b: 'russia' }, ['Both are']],
  ['trend', { of: 'dprk-russia' }, ['Trend:', 'cooperative', 'Every act']],
  ['why', { story: 'a1b2c3d4' }, ['Why:', 'threshold', 'Found in the text', 'Language:', 'Published by', 'first seen']],
  ['why', { story: 'zz' }, ['is known here']],
  ['help', {}, ['Follows', 'The newest stories', 'act together']],
]

describe('what commands answer', () => {
  test.each(ASKED)('/%s %j has in English the words that are looked for here', async (name, args, words) => {
    const answer = await ask('en', name, args)
    expect(words.filter((one) => !answer.includes(one))).toEqual([])
  })

  const others = LOCALES.filter((locale) => locale !== 'en')
  test.each(others)('is in %s all but what outlets wrote and what the facts note', async (locale) => {
    const left: string[] = []
    for (const [name, args, words] of ASKED) {
      const answer = await ask(locale, name, args)
      expect(answer).not.toBe('')
      left.push(...words.filter((one) => answer.includes(one)).map((one) => `/${name}: ${one}`))
    }
    expect(left).toEqual([])
  })

  test('an alignment may be typed by its name in any language', async () => {
    const named = context.alignments.map((one) => ({ ...one, labels: { ko: `진영 ${one.id}` } }))
    const latest = commands.find(({ name }) => name === 'latest')
    const reply = await latest?.run({ alignment: '진영 dprk-russia' }, { ...context, alignments: named, locale: 'ko' })
    expect(reply?.title).toBe('진영 dprk-russia 최신 소식')
  })
})
