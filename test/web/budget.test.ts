import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBrief, makeSource } from '../fixtures/make.ts'
import { TOKEN } from './desk.ts'
import { elementsOf, named } from './elements.ts'
import { everyPage } from './every-page.ts'
import { fillChannel, type Newsroom, openNewsroom } from './newsroom.ts'

const MAX_BYTES = 100_000
const PARTS = ['/style.css', '/app.js', '/ask.js', '/channel.js', '/element.js', '/icon.svg']
const PICTURES = /data:image\/svg\+xml;base64,[\w+/=]+/g

let room: Newsroom
let parts = 0
beforeAll(async () => {
  room = await openNewsroom({ days: 25 })
  await fillChannel(room)
  for (const path of PARTS) parts += Buffer.byteLength(await room.page(path))
})
afterAll(() => room.close())

const page = async (path: string): Promise<string> => (await room.get(path, { authorization: `Bearer ${TOKEN}` })).text()

test('every page with its style and scripts takes less than 100 KB, not packed, without its pictures', async () => {
  const sizes = await Promise.all(
    everyPage(room.visit).map(async (path) => [path, parts + Buffer.byteLength((await page(path)).replaceAll(PICTURES, ''))] as const),
  )
  if (process.env.SHOW_SIZES !== undefined) process.stdout.write(`${sizes.map(([path, bytes]) => `${bytes} ${path}`).join('\n')}\n`)
  expect(sizes.filter(([, bytes]) => bytes >= MAX_BYTES)).toEqual([])
})

test('a channel whose posts have a dozen sources each takes less than 100 KB packed', async () => {
  const busy = await openNewsroom()
  const sources = Array.from({ length: 12 }, (_, index) => ({ ...makeSource(), outlet: `Outlet ${index}`, title: `Report ${index} of it` }))
  for (let index = 0; index < 40; index++) await busy.post(makeBrief({ storyId: `story${index}`, sources }))
  expect(parts + gzipSync(await busy.page('/')).length).toBeLessThan(MAX_BYTES)
  await busy.close()
})

test('every picture has words and a table of its figures beside it', async () => {
  let pictures = 0
  for (const path of everyPage(room.visit)) {
    const elements = elementsOf(await page(path))
    const images = elements.filter(({ name }) => name === 'img')
    pictures += images.length
    for (const { attributes } of images) expect(attributes.alt).toMatch(/\S.{20}/)
    const tables = elements.filter(({ name, attributes }) => name === 'table' && attributes.class === 'figures')
    expect([path, tables.length]).toEqual([path, images.length])
  }
  expect(pictures).toBeGreaterThan(5)
})

test('no page asks for anything from elsewhere', async () => {
  for (const path of [...everyPage(room.visit), ...PARTS]) {
    const text = await page(path)
    for (const { attributes } of elementsOf(text)) expect(attributes.src ?? '/').toMatch(/^(\/|data:image\/svg)/)
    for (const { attributes } of named(text, 'link')) expect(attributes.href).toMatch(/^\//)
    expect([path, /url\(|@import/.test(text)]).toEqual([path, false])
  }
})
