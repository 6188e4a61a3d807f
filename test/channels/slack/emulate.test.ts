import { pathToFileURL } from 'node:url'
import { webApi } from '@slack/bolt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSlack, type SlackChannel } from '#src/channels/slack/channel.ts'
import { uploadPicture } from '#src/channels/slack/picture.ts'
import { silentLog } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import { makeBrief, makePost, makeRoute } from '../../fixtures/make.ts'
import { bareContext } from './open.ts'

/** A Slack Web API by others: https://www.npmjs.com/package/emulate, 0.12.2. EMULATE names its entry where it lies elsewhere. */
type Emulate = { createEmulator(options: { service: string; port: number }): Promise<{ readonly url: string; close(): Promise<void> }> }

async function load(): Promise<Emulate | null> {
  const { EMULATE: entry } = process.env
  const name = entry === undefined ? 'emulate' : pathToFileURL(entry).href
  return import(/* @vite-ignore */ name).catch(() => null)
}

const emulate = await load()
if (emulate === null)
  process.stdout.write(
    'emulate@0.12.2 is not here: the second check of our Slack calls is skipped. To run it: npm install --no-save emulate@0.12.2\n',
  )

const GENERAL = 'C000000001'
const route = makeRoute({ platform: 'slack', channel: GENERAL })
const quiet = (): AbortSignal => new AbortController().signal

describe.skipIf(emulate === null)('a Slack Web API by others', () => {
  let close = async (): Promise<void> => {}
  let channel: SlackChannel
  let client: webApi.WebClient

  beforeAll(async () => {
    const server = await emulate?.createEmulator({ service: 'slack', port: 0 })
    const api = `${server?.url}/api/`
    client = new webApi.WebClient('xoxb-for-emulate', { slackApiUrl: api })
    const parts = { commands: [], context: bareContext, log: silentLog, onFatal: () => {}, onFeedback: async () => {} }
    channel = openSlack({ ...parts, botToken: new Secret('xoxb-for-emulate'), appToken: null, api, postGapMs: 0 })
    close = async () => {
      await channel.close()
      await server?.close()
    }
  })
  afterAll(() => close())

  const shown = async () => {
    const { messages = [] } = await client.conversations.history({ channel: GENERAL, include_all_metadata: true })
    return messages as readonly { readonly ts?: string; readonly text?: string; readonly blocks?: readonly unknown[] }[]
  }

  test('takes a post, keeps its blocks and mark, and takes the edit of a later revision', async () => {
    const before = (await shown()).length
    const first = makePost({ route, brief: makeBrief({ updatedAt: Date.now(), openedAt: Date.now() }) })
    const result = await channel.send(first, quiet())
    if (result.kind !== 'sent') throw new Error(`it was not taken: ${result.reason}`)
    expect(await channel.reconcile(first, quiet())).toEqual(result)
    const brief = makeBrief({ revision: 2, change: 'NHK reports it too', updatedAt: Date.now(), openedAt: Date.now() })
    const second = makePost({ route, brief, previous: result.receipt })
    expect(await channel.send(second, quiet())).toEqual(result)
    expect(await channel.reconcile(second, quiet())).toEqual(result)
    const messages = await shown()
    expect(messages).toHaveLength(before + 1)
    expect(JSON.stringify(messages.find(({ ts }) => ts === result.receipt.messageId))).toContain('NHK reports it too')
  })

  test('takes a picture by the three steps of an upload', async () => {
    const png = new Uint8Array(
      Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64'),
    )
    expect(await uploadPicture(client, { name: 'weeks', alt: 'mentions by week', png: async () => png, svg: '<svg/>' })).toMatch(/^F/)
  })

  test('takes a note for the people who run the bot', async () => {
    const note = { channel: GENERAL, lines: ['Posting to the route desk is stopped: it is archived.'], key: 'f'.repeat(25) }
    expect((await channel.tell?.(note, quiet()))?.kind).toBe('sent')
  })
})
