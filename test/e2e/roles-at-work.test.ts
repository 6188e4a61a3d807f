import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVENTS } from '../faults/events.ts'
import { describePostgres } from '../stand-ins/postgres/database.ts'
import type { Running } from './run.ts'
import { openSharedBot, type SharedBot } from './shared-bot.ts'

const NOTHING_WRONG = { lost: [], doubled: [], disordered: [] }
const PATIENCE_MS = 300_000
/** Longer than it takes a lease of shared work to run out, and what follows to be done. */
const LONG_MS = 240_000

async function until(isSo: () => boolean | Promise<boolean>, what: string, withinMs = 120_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`it did not come about: ${what}`)
    await sleep(100)
  }
}

/** The stories that a page that is open somewhere is shown as they are posted, each as often as it is. */
function watchPage(url: string): { readonly stories: string[]; close(): void } {
  const stories: string[] = []
  const closing = new AbortController()
  void (async () => {
    const { body } = await fetch(`${url}/events`, { signal: closing.signal })
    let text = ''
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk).toString()
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages)
        if (message.includes('event: post')) stories.push(String(JSON.parse(/^data: (.*)$/m.exec(message)?.[1] ?? '{}').story))
    }
  })().catch(() => {})
  return { stories, close: () => closing.abort() }
}

const addressIn = (program: Running): string => /http:\/\/127\.0\.0\.1:\d+/.exec(program.said())?.[0] ?? ''
const ASK_MS = 15_000
const ASKED = 8

async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (tries === ASKED) throw error
    }
  }
}

/** No sending takes as long. */
const DEAD_MS = 20_000
/** A poll that was under way when a report came out may have put its feed off: its time is made to come again. */
const DUE_MS = 10_000
const JUDGES = 'This process judges from now on'

describePostgres('a bot over two workers, a gateway and its stand-by, and a page', () => {
  let bot: SharedBot
  let workers: readonly [Running, Running]
  let gateway: Running
  let standBy: Running
  let web: Running
  let living: readonly Running[] = []
  let page: ReturnType<typeof watchPage>

  beforeAll(async () => {
    bot = await openSharedBot()
    workers = [bot.start('worker'), bot.start('worker')]
    gateway = bot.start('gateway')
    web = bot.start('web')
    await Promise.all([
      ...workers.map((each) => each.until('(role worker)')),
      gateway.until('connected to Discord'),
      web.until('(role web)'),
    ])
    standBy = bot.start('gateway')
    await standBy.until('this one stands by')
    page = watchPage(addressIn(web))
    await until(async () => (await bot.query('select 1 from feeds')).length === 6, 'every feed is known')
  }, PATIENCE_MS)
  afterAll(async () => {
    page?.close()
    await bot?.close()
  }, PATIENCE_MS)

  /** What came out is judged, and all that follows is posted. */
  let dueAt = 0
  const settled = async (): Promise<boolean> => {
    const { items, deliveries } = await bot.open()
    if (items > 0 && performance.now() - dueAt > DUE_MS) {
      dueAt = performance.now()
      await bot.makeDue()
    }
    return items === 0 && deliveries === 0
  }
  /** A chat waits three seconds for an answer, which a busy machine may miss: then a reader asks again. */
  const answered = async (): Promise<void> => {
    const inDiscord = await again(() =>
      bot.discord.people.command({ channelId: bot.channelId }, 'actor', { name: 'Lavrov' }).message(ASK_MS),
    )
    expect(JSON.stringify(inDiscord.embeds)).toContain('Sergey Lavrov')
    const inSlack = await again(() => bot.slack.user.types('/actor Lavrov').answer(ASK_MS))
    expect(JSON.stringify(inSlack)).toContain('Sergey Lavrov')
  }

  test(
    'commands come in at one gateway for Discord, at both for Slack, and at no worker',
    async () => {
      expect(bot.discord.gateway.counts).toEqual({ identified: 1, resumed: 0 })
      await until(() => bot.slack.sockets.connected === 4, 'both gateways are connected to Slack')
      await answered()
    },
    PATIENCE_MS,
  )

  test(
    'every story is posted once to each route, whoever polled and judged it, and the page shows each as it comes',
    async () => {
      bot.publish(EVENTS.slice(0, 6))
      await bot.makeDue()
      await until(settled, 'all is posted')
      expect(await bot.verdict()).toMatchObject(NOTHING_WRONG)
      const posted = await bot.query<{ story_id: string }>('select story_id from local_posts')
      expect(posted.length).toBeGreaterThan(3)
      await until(() => posted.every(({ story_id }) => page.stories.includes(story_id)), 'the page shows them')
      expect(workers.filter((each) => each.said().includes(JUDGES))).toHaveLength(1)
    },
    PATIENCE_MS,
  )

  test(
    'each process says how it does, and what it does not do it does not serve',
    async () => {
      for (const program of [...workers, gateway, standBy, web]) {
        const at = addressIn(program)
        expect(await (await fetch(`${at}/healthz`)).json()).toMatchObject({ ok: true })
        expect(await (await fetch(`${at}/readyz`)).json()).toMatchObject({ ready: true })
        expect(await (await fetch(`${at}/metrics`)).text()).toContain('alignment_watch_store_up 1')
        expect((await fetch(`${at}/feeds`)).status).toBe(program === web ? 200 : 404)
      }
      const [first] = workers
      expect(await (await fetch(`${addressIn(first)}/metrics`)).text()).toMatch(/queue_entries\{queue="poll",state="waiting"\} \d/)
    },
    PATIENCE_MS,
  )

  test(
    'a bot alone is refused its store meanwhile',
    async () => {
      const alone = bot.start(null)
      expect(await alone.ended).toBe(1)
      expect(alone.said()).toContain('processes with a role share the store')
    },
    PATIENCE_MS,
  )

  test(
    'the worker that judges is killed, and the gateway: nothing is lost or doubled, and the stand-by takes over',
    async () => {
      const judge = workers.find((each) => each.said().includes(JUDGES)) ?? workers[0]
      const other = workers.find((each) => each !== judge) ?? workers[1]
      const before = bot.discord.world.stored.length
      bot.publish(EVENTS.slice(6, 14))
      await bot.makeDue()
      await until(() => bot.discord.world.stored.length > before, 'the first post of these')
      judge.signal('SIGKILL')
      gateway.signal('SIGKILL')
      const killedAt = Date.now()
      await standBy.until('connected to Discord')
      await answered()
      await other.until(JUDGES)
      const isDone = async (): Promise<boolean> => {
        // By then whoever still holds a delivery from before is the one that was killed.
        if (Date.now() - killedAt > DEAD_MS) await bot.endLeases(killedAt)
        return settled()
      }
      await until(isDone, 'all is posted', LONG_MS)
      living = [other, standBy, web]
      expect(await bot.verdict()).toMatchObject(NOTHING_WRONG)
      expect(bot.discord.gateway.connected()).toBe(1)
    },
    PATIENCE_MS,
  )

  test(
    'each ends by itself, and cleanly, when it is told to',
    async () => {
      for (const program of living) program.signal('SIGTERM')
      expect(await Promise.all(living.map(({ ended }) => ended))).toEqual([0, 0, 0])
    },
    PATIENCE_MS,
  )
})
