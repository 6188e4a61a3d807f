import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeBrief, makeVisitBrief } from '../fixtures/make.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
let now = 1_000
beforeEach(async () => {
  now = 1_000
  desk = await openDesk({ now: () => now++ })
})
afterEach(() => desk.close())

type Heard = { readonly id: string; readonly story: string; readonly revision: number; readonly html: string }

/** Reads a stream until it has brought as many posts as asked. */
async function hear(response: Response, count: number): Promise<readonly Heard[]> {
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
  const heard: Heard[] = []
  let text = ''
  while (heard.length < count) {
    const { value, done } = await reader.read()
    if (done) break
    text += value
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? ''
      if (field('event') === 'post') heard.push({ id: field('id'), ...JSON.parse(field('data')) })
    }
  }
  await reader.cancel()
  return heard
}

describe('the live channel', () => {
  test('brings each new and edited post as a card', async () => {
    const response = await desk.get('/events')
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const heard = hear(response, 2)
    await desk.post(makeBrief())
    await desk.post(makeBrief({ revision: 2, headline: 'The newer words' }))
    expect((await heard).map((each) => each.revision)).toEqual([1, 2])
    expect((await heard)[1]?.html).toContain('The newer words')
  })

  test('brings what changed since the page was made, so that nothing falls between page and stream', async () => {
    await desk.post(makeBrief())
    const since = now
    await desk.post(makeVisitBrief())
    await desk.post(makeBrief({ revision: 2 }))
    const heard = await hear(await desk.get(`/events?since=${since}`), 2)
    expect(heard.map((each) => [each.story, each.revision])).toEqual([
      [makeVisitBrief().storyId, 1],
      [makeBrief().storyId, 2],
    ])
  })

  test('a browser that comes back is told what it missed, by the last it saw', async () => {
    await desk.post(makeBrief())
    const [first] = await hear(await desk.get('/events?since=0'), 1)
    await desk.post(makeVisitBrief())
    const heard = await hear(await desk.get('/events?since=0', { 'last-event-id': String(Number(first?.id) + 1) }), 1)
    expect(heard.map((each) => each.story)).toEqual([makeVisitBrief().storyId])
  })

  test('a reader that leaves is forgotten, and one that stays hears that the stream lives', async () => {
    const response = await desk.get('/events')
    expect(desk.site.live.readers()).toBe(1)
    const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes(': still here')) text += (await reader.read()).value ?? ''
    await reader.cancel()
    await expect.poll(() => desk.site.live.readers()).toBe(0)
  })

  test('closing ends every stream', async () => {
    const heard = hear(await desk.get('/events'), 1)
    desk.site.live.close()
    expect(await heard).toEqual([])
  })

  test('the feeds’ health is sent to those who read', async () => {
    const response = await desk.get('/events')
    await desk.site.refreshHealth()
    const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('event: health')) text += (await reader.read()).value ?? ''
    while (!text.includes('not polled yet') && !text.includes('none polled yet')) text += (await reader.read()).value ?? ''
    await reader.cancel()
  })
})
