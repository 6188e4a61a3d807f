import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compare, waiting } from './compare.ts'
import { EVENTS } from './events.ts'
import { openWorld, type World } from './world.ts'

const HOUR_MS = 3_600_000
const QUARTER_MS = 15 * 60_000
/** On a machine that does much else. */
const LONGEST_MS = 90_000

/** Time passes until nothing waits any more. */
async function settle(world: World): Promise<void> {
  for (const end = performance.now() + LONGEST_MS; performance.now() < end; await sleep(200)) {
    const now = waiting(world)
    if (now !== null && now.items === world.published.size && now.judged === now.items && now.open === 0) return
    if (world.running().some((program) => program.upMs() > 500)) world.pass(QUARTER_MS)
  }
  throw new Error(`there still wait ${JSON.stringify(waiting(world))}`)
}

describe('an answer that is lost after Discord and Slack have stored the post', { timeout: 4 * LONGEST_MS }, () => {
  let world: World
  let stories = 0

  beforeAll(async () => {
    world = await openWorld({ startAt: Date.parse(EVENTS[0]?.at ?? '') })
    await world.start()
  }, 60_000)
  afterAll(() => world.close())

  const tell = (): void => {
    const event = EVENTS[stories]
    if (event === undefined) throw new Error('no events are left')
    stories += 1
    world.pass(Math.max(HOUR_MS, Date.parse(event.at) - world.now()))
    world.publish(`story-${stories}`, event, 0)
  }
  const counts = () => [
    ...world.channels.map(({ id }) => world.discord.messages(id).length),
    ...[...world.slack.workspace.channels.values()].map(({ messages }) => messages.length),
  ]
  const onceEverywhere = (): void => {
    expect(counts()).toEqual(counts().map(() => stories))
    expect(compare(world)).toMatchObject({ lost: [], doubled: [], disordered: [], right: stories * counts().length })
  }

  test.each([
    ['a bad gateway', 'status', 'bad-gateway'],
    ['a cut connection', 'drop', 'drop'],
    ['silence', 'hang', 'silence'],
  ] as const)('by %s: it is found, and stands there once', async (_, discord, slack) => {
    tell()
    world.discord.faults.add({ method: 'POST', path: /\/messages$/, times: 2, fault: { kind: 'lost', how: discord } })
    world.slack.faults.add('chat.postMessage', { kind: 'lost', how: slack }, 2)
    await settle(world)
    expect(world.discord.faults.waiting()).toBe(0)
    onceEverywhere()
  })

  test.each([
    ['at once', 0],
    ['an hour later, when Discord has forgotten the nonce', HOUR_MS],
  ])('and the program is killed before it knows: started again %s it posts no second one', async (_, laterMs) => {
    const killed = { discord: 0, slack: 0 }
    const kill = (platform: 'discord' | 'slack') => (): void => {
      killed[platform] += 1
      for (const program of world.running()) program.kill('SIGKILL')
    }
    for (const platform of ['discord', 'slack'] as const) {
      tell()
      const fault = { kind: 'tell', when: 'stored', tell: kill(platform) } as const
      if (platform === 'discord') world.discord.faults.add({ method: 'POST', path: /\/messages$/, fault })
      else world.slack.faults.add('chat.postMessage', fault)
      while (world.running().length > 0) await sleep(20)
      world.discord.faults.clear()
      world.slack.faults.clear()
      world.pass(laterMs)
      await world.start()
      await settle(world)
      onceEverywhere()
    }
    expect(killed).toEqual({ discord: 1, slack: 1 })
  })
})
