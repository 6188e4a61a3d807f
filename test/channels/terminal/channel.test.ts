import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { createTerminalChannel } from '#src/channels/terminal/channel.ts'
import { type ChannelHarness, HOSTILE, testChannel } from '../../contract/channel.ts'
import { makeBrief, makePost, makeRoute } from '../../fixtures/make.ts'

const signal = (): AbortSignal => new AbortController().signal

function openScreen(changes: { readonly colour?: boolean } = {}) {
  const written: string[] = []
  const output = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk))
      done()
    },
  })
  const channel = createTerminalChannel({ output, width: () => 80, colour: changes.colour ?? false, timeZone: 'Asia/Seoul' })
  return { written, output, channel }
}

async function openHarness(): Promise<ChannelHarness> {
  const { written, channel } = openScreen()
  const ids: string[] = []
  return {
    channel: {
      ...channel,
      async send(post, stop) {
        const before = written.length
        const result = await channel.send(post, stop)
        if (written.length > before) ids.push(post.brief.storyId)
        return result
      },
    },
    route: makeRoute({ platform: 'terminal', channel: 'terminal' }),
    messages: async () => written.map((text, index) => ({ id: ids[index] ?? '', channel: 'terminal', text, pings: [], links: [] })),
    fail: () => {},
    close: () => channel.close(),
  }
}

testChannel('the terminal', openHarness, { edits: false, postsKeyOnce: true, reconciles: true, faults: [] })

describe('the terminal channel', () => {
  test('writes an update again and marks it as one', async () => {
    const { written, channel } = openScreen()
    await channel.send(makePost(), signal())
    await channel.send(makePost({ brief: makeBrief({ revision: 2, change: 'NHK reports it too' }) }), signal())
    expect(written).toHaveLength(2)
    expect(written[0]).not.toContain('update')
    expect(written[1]).toContain('update 1')
    expect(written[1]).toContain('NHK reports it too')
  })

  test('a terminal that was closed is refused for the whole platform, and does not end the program', async () => {
    const { output, channel } = openScreen()
    output.destroy()
    expect(await channel.send(makePost(), signal())).toMatchObject({ kind: 'rejected', scope: 'platform' })
  })

  test('a terminal that breaks while it is written to is told as a result', async () => {
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) })
    const channel = createTerminalChannel({ output, width: () => 80, colour: false, timeZone: 'UTC' })
    expect(await channel.send(makePost(), signal())).toMatchObject({ kind: 'rejected', scope: 'platform' })
    expect(await channel.reconcile(makePost(), signal())).toBeNull()
  })

  test('no control character of a feed reaches the screen, whatever the colours', async () => {
    for (const colour of [false, true]) {
      const { written, channel } = openScreen({ colour })
      const evil = `\u001b]0;title\u0007\u001b[2J\u009b31m\r\b${HOSTILE}`
      const thread = { label: evil, earlier: [{ storyId: 'a', headline: evil, at: 0 }] }
      await channel.send(makePost({ brief: makeBrief({ headline: evil, summary: [evil], place: evil, change: evil, thread }) }), signal())
      // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours, taken out to see what is left
      const rest = written.join('').replace(/\u001b\[[\d;]*m/g, '')
      expect(rest).toMatch(/\]0;title\[2J31m/)
      expect([...rest].filter((character) => character < ' ' && character !== '\n')).toEqual([])
      expect(rest).not.toMatch(/[\u007f-\u009f\u202e]/)
      if (!colour) expect(written.join('')).not.toContain('\u001b')
    }
  })
})
