import { afterAll, beforeAll, expect, test } from 'vitest'
import { classed } from './elements.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom()
})
afterAll(() => room.close())

test.each([
  ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
  ['zh-TW', 'zh-Hant'],
  ['fr-FR,ja;q=0.5', 'ja'],
  ['fr-FR', 'en'],
  ['*;q=0.1,,;;', 'en'],
  ['ko;q=0.2,ru;q=0.7,ja;q=0', 'ru'],
])('answers are given in the language that a browser asks for: %s', async (header, locale) => {
  const response = await room.get(`/ask?q=${encodeURIComponent('/latest')}`, { 'accept-language': header })
  const [answer] = classed(await response.text(), 'answer')
  expect(answer?.attributes.lang).toBe(locale)
  if (locale !== 'en') expect(answer?.text).not.toContain('Latest stories')
})

test.each([
  ['/latest', 200, 'Lavrov arrives'],
  ['/nothing', 400, 'There is no command /nothing'],
  ['/trend days:x', 200, 'days'],
  ['x'.repeat(3_000), 400, 'has 3000 characters; the box takes 2000'],
  ['/actor '.padEnd(10_000, 'x'), 414, '8192 are read'],
])('%.20s is answered with %i', async (line, status, words) => {
  const response = await room.get(`/ask?q=${encodeURIComponent(line)}`)
  expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(words)])
})
