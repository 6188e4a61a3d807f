import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess, assessor, keptOf } from './world.ts'

const A = 'us-jp-kr'
const B = 'dprk-russia'

describe('hard cases of the codebook', () => {
  it('keeps the trilateral of Seoul, Tokyo and Washington, but not that of Seoul, Tokyo and Beijing', () => {
    expect(keptOf('South Korea, Japan and US hold trilateral talks')).toEqual([A])
    expect(keptOf('South Korea, Japan and China hold trilateral talks')).toEqual([])
  })

  it('drops a launch that others report, and keeps the joint answer to it', () => {
    expect(keptOf('North Korea fires ballistic missile, South Korea and Japan say')).toEqual([])
    expect(keptOf('US, Japan and South Korea condemn North Korean missile launch')).toEqual([A])
  })

  it('drops attendance at one parade, keeps a meeting at it', () => {
    expect(keptOf('Putin and Kim Jong Un attend military parade in Beijing with Xi')).toEqual([])
    expect(keptOf('Putin and Kim Jong Un hold talks after military parade in Beijing')).toEqual([B])
  })

  it('keeps North Korean troops in the war also where Russia is not named', () => {
    expect(keptOf('Ukraine captures North Korean soldiers at the front')).toEqual([B])
  })

  it('keeps Moscow condemning what the three do', () => {
    expect(keptOf('Moscow condemns sanctions that the US, Japan and South Korea put on North Korea')).toContain(A)
  })

  it('tells two meetings of two from one of three', () => {
    expect(keptOf('한일·한미 정상회담 마친 대통령 귀국', '대통령은 일본과 미국을 차례로 방문했다.')).toEqual([])
    expect(keptOf('한미일 정상회담 열려')).toEqual([A])
  })

  it('reads one letter for a state only where the language does so', () => {
    expect(keptOf('北, 러에 포탄 수천 발 보내')).toEqual([B])
    expect(keptOf('北海道で大雨、米の作柄に影響')).toEqual([])
  })

  it('takes a clause of background for what it is', () => {
    expect(keptOf('North Korea shows new rifle amid growing ties with Russia')).toEqual([])
  })

  it('judges each story of a digest by itself', () => {
    expect(keptOf('股市上涨；金正恩会见俄罗斯外长拉夫罗夫；台风将至')).toEqual([B])
  })
})

describe('what is found', () => {
  it('has spans that give the words back', () => {
    const title = '“Lavrov” — 라브로프 met Ｋｉｍ Jong-un in Wonsan'
    for (const mention of assess(title).mentions) expect(title.slice(mention.start, mention.end)).toBe(mention.text)
    expect(assess(title).mentions.map(({ actorId }) => actorId)).toEqual(['sergey-lavrov', 'sergey-lavrov', 'kim-jong-un', 'wonsan-kalma'])
  })

  it('codes who acts on whom', () => {
    const [event] = assess('US, Japan and South Korea condemned North Korea over arms for Russia').events
    expect(event).toMatchObject({ category: 'ACCUSE', actors: ['USA', 'JPN', 'KOR'] })
    expect(event?.recipients).toContain('PRK')
  })

  it('has reasons for every alignment that was weighed, with what they weigh', () => {
    const { reasons, verdicts } = assess('Putin and Kim Jong Un sign treaty')
    expect(reasons.filter(({ alignment }) => alignment === B).reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThan(4)
    expect(verdicts[B]).toMatchObject({ kept: true, rule: 'B1' })
    expect(verdicts[A]).toMatchObject({ kept: false, rule: null })
  })
})

describe('bad input', () => {
  const seed = 'South Korea, the United States and Japan hold trilateral talks on North Korea. 한미일 회담. '

  it.each([
    ['nothing at all', '', ''],
    ['a title only', 'Putin', ''],
    ['marks of direction and joiners', '\u202eNorth\u200b Korea \u200fand Russia\u2066 sign', ''],
    ['lone surrogates', '\ud800 Kim \udfff', '\udc00'],
    ['control characters', '\u0000\u0007 Russia', '\u001b[31m'],
    ['brackets that never close', '(서울='.repeat(5000), '[【（'.repeat(5000)],
  ])('does not throw on %s', (_, title, text) => {
    expect(() => assess(title, text)).not.toThrow()
  })

  it.each(['1970-01-01', '2099-12-31', 'no date'])('judges the same on %s', (at) => {
    expect(keptOf('Putin and Kim Jong Un sign treaty', '', at)).toEqual([B])
  })

  it('gives the same answer for full-width, decomposed and upper-case writing', () => {
    expect(keptOf('ＵＳ，Ｊａｐａｎ and Ｓｏｕｔｈ Ｋｏｒｅａ hold drill')).toEqual([A])
    expect(keptOf('한미일, 첫 연합훈련'.normalize('NFD'))).toEqual([A])
    expect(keptOf('PUTIN AND KIM JONG UN SIGN TREATY')).toEqual([B])
  })

  it('decides by headline and lead, however long the text', () => {
    const long = `The harvest was good. The weather held. Farmers rejoiced. ${seed.repeat(2000)}`
    expect(keptOf('Good harvest in Jeolla', long)).toEqual([])
  })

  it('takes time in proportion to length', () => {
    const timed = (times: number): number => {
      const text = seed.repeat(times)
      const start = performance.now()
      assess('Harvest', text)
      return performance.now() - start
    }
    timed(1000)
    const short = Math.min(timed(1000), timed(1000), timed(1000))
    const long = Math.min(timed(10_000), timed(10_000))
    expect(long).toBeLessThan(short * 40 + 50)
  })

  it('never throws, and scores lie between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 400 }), (title, text) => {
        const { verdicts } = assessor.assess({ title, text, publishedAt: 0 })
        return Object.values(verdicts).every(({ score }) => score >= 0 && score <= 1)
      }),
      { numRuns: 200 },
    )
  })
})

const SEEDS = join(import.meta.dirname, '../../../shared/data/seeds')

describe.skipIf(!existsSync(SEEDS))('the two articles that the project was made from', () => {
  for (const file of existsSync(SEEDS) ? readdirSync(SEEDS) : []) {
    it(`${file} is about both alignments, and its people are found`, () => {
      const [title = '', ...rest] = readFileSync(join(SEEDS, file), 'utf8').split('\n')
      const { verdicts, mentions } = assess(title, rest.join('\n').trim(), '2025-07-12')
      expect(verdicts[A]?.kept && verdicts[B]?.kept).toBe(true)
      expect(new Set(mentions.map(({ actorId }) => actorId)).size).toBeGreaterThan(4)
    })
  }
})
if (!existsSync(SEEDS)) process.stderr.write(`seed articles: skipped, ${SEEDS} is absent\n`)
