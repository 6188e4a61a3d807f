import { describe, expect, test } from 'vitest'
import { LOCALES } from '#src/domain/locale.ts'
import { reasonTold, told } from '#src/words/retold.ts'
import { wordsIn } from '#src/words/words.ts'
import { OTHERS } from './phrases.ts'

const GROUPS = ['reasons', 'models', 'posting', 'troubles', 'fetching'] as const
const english = wordsIn('en')
const placesOf = (form: string): readonly string[] => [...form.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted()

/** What may stand in a place, so that the form is known again. */
const SAMPLES: Readonly<Record<string, string>> = {
  said: 'on its way',
  state: 'PRK',
  states: 'JPN, KOR',
  states1: 'KOR and USA',
  states2: 'JPN',
  key: 'languages[0]',
  number: '12',
  platform: 'discord',
}
const filled = (form: string): string => form.replace(/\{(\w+)\}/g, (_, name: string) => SAMPLES[name] ?? `⟦${name.toUpperCase()}⟧`)

describe.each(OTHERS)('sentences that were made in English, in %s', (locale, words) => {
  test.each(GROUPS)('tell in %s every value of the English form', (group) => {
    const own: Readonly<Record<string, string>> = words[group]
    const odd = Object.entries<string>(english[group]).filter(([id, form]) => placesOf(own[id] ?? '').join() !== placesOf(form).join())
    expect(odd).toEqual([])
  })

  test.each(GROUPS)('are known again by each form of %s', (group) => {
    const own: Readonly<Record<string, string>> = words[group]
    const lost = Object.entries<string>(english[group]).flatMap(([id, form]) => {
      const retold = told(filled(form), words)
      // What stands around the values, in order.
      const around = (own[id] ?? '').split(/\{\w+\}/)
      let at = 0
      for (const part of around) {
        at = retold.indexOf(part, at)
        if (at < 0) return [`${id}: ${retold}`]
        at += part.length
      }
      return retold.includes(words.writing.inEnglish('x').replace(/^.*x./u, '')) ? [`${id}: ${retold}`] : []
    })
    expect(lost).toEqual([])
  })

  test('that have no form stay in English, and say so', () => {
    const unknown = 'The moon is made of cheese. Nobody has looked.'
    expect(told(unknown, words)).toBe(words.writing.inEnglish(unknown))
    expect(reasonTold('a finding of another version', words)).toBe(words.writing.inEnglish('a finding of another version'))
    expect(locale).not.toBe('en')
  })
})

describe('a sentence that was made in English', () => {
  test('stays as it is for who reads English, but for states in reasons', () => {
    expect(told('The feed hill (Hill Post) is read at this address already.', english)).toBe(
      'The feed hill (Hill Post) is read at this address already.',
    )
    expect(reasonTold('KOR and USA in the headline, JPN in the lead', english)).toBe(
      'South Korea and United States in the headline, Japan in the lead',
    )
    expect(reasonTold('something else', english)).toBe('something else')
  })

  test('is told with what stands in it, however deep, and with each of its sentences', () => {
    const ko = wordsIn('ko')
    expect(told('stopped: Slack: the app is not in the channel: type /invite there (not_in_channel)', ko)).toBe(
      '중단됨: Slack: 앱이 채널에 없습니다. 채널에서 /invite를 입력하세요(not_in_channel)',
    )
    expect(told('Hill Post cannot be read: the server answered 404 Not Found. Check its address in config/feeds.yaml.', ko)).toBe(
      'Hill Post을(를) 읽을 수 없습니다. 서버 응답: 404 Not Found. config/feeds.yaml의 주소를 확인하세요.',
    )
    expect(told('languages[0]: "xx" is no language code. Write an ISO 639-1 code such as en, ko, ja, ru or zh.', wordsIn('ja'))).toBe(
      '言語：「xx」は言語コードではありません。en、ko、ja、ru、zh のような ISO 639-1 のコードを書いてください。',
    )
    expect(told('rule B1, score 0.93 (threshold 0.50): the headline is about PRK', wordsIn('ru'))).toBe(
      'правило B1, балл 0.93 (порог 0.50): заголовок о другом (КНДР)',
    )
  })

  test('leaves what was typed as it is, also where it looks like a place of ours', () => {
    expect(told('The feed {title} ({id}) is read at this address already.', wordsIn('ko'))).toBe(
      '이 주소는 이미 피드 {title}({id})(으)로 읽고 있습니다.',
    )
  })

  test('takes no longer where it is long and made to fit nothing', () => {
    const startedAt = performance.now()
    for (const locale of LOCALES) told('cannot be reached: (HTTP : '.repeat(400), wordsIn(locale))
    for (const text of ['The route x is not used: ', 'rule x, score y (threshold z): ', 'stopped: ', 'Slack: x (y) cannot be read: '])
      for (const locale of LOCALES) told(`${text.repeat(90).slice(0, 990)}. zz`, wordsIn(locale))
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})
