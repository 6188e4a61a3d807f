import { describe, expect, test } from 'vitest'
import { FACES, facesFor } from '#src/charts/font/faces.ts'
import { outlined } from '#src/charts/outlined.ts'
import { lettersInUse } from './in-use.ts'

/** What the faces lack that a language needs. */
const lacking = async (letters: ReadonlySet<string>, language: string): Promise<readonly string[]> => {
  const { regular, bold } = await facesFor([...letters].join(''), language)
  return [...letters].filter((letter) => !regular.has(letter) || !bold.has(letter))
}

describe('the faces', () => {
  test('have every letter that the words of the bot and the facts are written in (else: node test/charts/font/make.ts)', async () => {
    const inUse = await lettersInUse()
    for (const script of FACES) expect(inUse[script].size).toBeGreaterThan(100)
    expect(await lacking(inUse.kr, 'ko')).toEqual([])
    expect(await lacking(inUse.jp, 'ja')).toEqual([])
    expect(await lacking(inUse.sc, 'zh-Hans')).toEqual([])
    expect(await lacking(inUse.tc, 'zh-Hant')).toEqual([])
  })

  test('set a line of several scripts as one, as wide as its parts', async () => {
    const { regular } = await facesFor('김정은 Kim', 'ko')
    const [whole, name, rest] = ['김정은 Kim', '김정은', ' Kim'].map((text) => regular.line(text)?.width ?? 0)
    expect(name).toBeGreaterThan(1_500)
    expect(whole).toBe((name ?? 0) + (rest ?? 0))
    expect(regular.line('김정은 Kim')?.path.match(/M/g)).toHaveLength(6)
  })

  test('draw a letter in the shape of the language', async () => {
    const path = async (language: string) => (await facesFor('令', language)).regular.line('令')?.path
    expect(await path('ja')).not.toBe(await path('zh-Hans'))
    expect(await path('zh-Hans')).not.toBe(await path('zh-Hant'))
  })

  test('lack what no word of ours is written in: such a line is told as one that cannot be set', async () => {
    const { regular } = await facesFor('𪚥', 'zh-Hans')
    expect(regular.has('𪚥')).toBe(false)
    expect(regular.line('𪚥')).toBeNull()
    expect(outlined('<text x="1" y="9">𪚥</text>', { regular, bold: regular })).toContain('<text')
  })
})
