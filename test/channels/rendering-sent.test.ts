import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Channel, Route } from '#src/domain/delivery.ts'
import { makePost, makeRoute } from '../fixtures/make.ts'
import { readMessage } from '../stand-ins/slack/reader.ts'
import { openDesk } from './discord/setup.ts'
import { hostileBrief } from './hostile-briefs.ts'
import { openBoth } from './slack/open.ts'
import { openHook, route } from './webhook/open.ts'

/** How many briefs are sent to each stand-in: enough to meet every trick over real HTTP, and more where more are asked for. */
const SENT = Math.min(Number(process.env.RENDER_RUNS ?? 40), 300)
const SAMPLE = fc.sample(hostileBrief, { numRuns: SENT, seed: 20_261_122 })
const PATIENCE_MS = 30_000 + SENT * 500
const quiet = (): AbortSignal => new AbortController().signal

/** Sends each brief anew, and every second one once more as an edit; answers what was refused. */
async function refusals(channel: Channel, route: Route): Promise<readonly unknown[]> {
  const refused: unknown[] = []
  for (const [index, brief] of SAMPLE.entries()) {
    const key = String(index).padStart(25, '0')
    const { mergedInto: _pointer, ...first } = brief
    const sent = await channel.send(makePost({ route, brief: first, key }), quiet())
    if (sent.kind !== 'sent') refused.push(sent)
    else if (index % 2 === 0) {
      const edited = await channel.send(makePost({ route, brief, key: key.replace('0', '1'), previous: sent.receipt }), quiet())
      if (edited.kind !== 'sent') refused.push(edited)
    }
  }
  return refused
}

describe('the stand-ins', () => {
  test('of Discord refuses nothing, and nobody is pinged there', { timeout: PATIENCE_MS }, async () => {
    await using desk = await openDesk()
    desk.discord.limitChannels({ requests: 10_000, perMs: 1_000 })
    expect(await refusals(desk.channel, makeRoute({ platform: 'discord', channel: desk.place.id }))).toEqual([])
    expect(desk.place.messages).toHaveLength(SAMPLE.length)
    for (const { pings } of desk.place.messages) expect(pings).toEqual({ everyone: false, users: [], roles: [] })
  })

  test('of Slack refuses nothing, and nobody is pinged there', { timeout: PATIENCE_MS }, async () => {
    const opened = await openBoth()
    try {
      const { id, messages } = opened.slack.workspace.channel('C0ALERTS')
      expect(await refusals(opened.channel, makeRoute({ platform: 'slack', channel: id }))).toEqual([])
      expect(messages).toHaveLength(SAMPLE.length)
      for (const message of messages) expect(readMessage(message).pings).toEqual([])
      expect(opened.log.lines.filter(({ message }) => message.includes('refused the blocks'))).toEqual([])
    } finally {
      await opened.close()
    }
  })

  test.each(['json', 'discord', 'slack'] as const)('of a %s webhook refuse nothing', { timeout: PATIENCE_MS }, async (shape) => {
    const hook = await openHook(shape)
    try {
      expect(await refusals(hook.channel, route)).toEqual([])
      expect(hook.receiver.kept.length).toBeGreaterThanOrEqual(SAMPLE.length)
    } finally {
      await hook.close()
    }
  })
})
