import { afterAll, beforeAll, expect, test } from 'vitest'
import { describePostgres } from '../stand-ins/postgres/database.ts'
import { PASSWORD, type PostgresServer, startPostgres } from '../stand-ins/postgres/server.ts'
import { type Bot, HOSTILE, HOUR, LAVROV_EN, openBot, rss } from './bot.ts'

describePostgres('a bot whose Postgres server goes away', () => {
  let server: PostgresServer
  let bot: Bot
  beforeAll(async () => {
    server = await startPostgres()
    await server.query('create database desk')
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: { DATABASE_URL: server.address('desk') },
      settingsYaml: 'store: { statementTimeout: 1s }\n',
    })
    bot.feeds.set(
      '/river',
      { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) },
      { kind: 'feed', body: rss('River Wire', [LAVROV_EN, HOSTILE]) },
    )
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
  })
  afterAll(async () => {
    await bot.close()
    await server.close()
  })
  const sent = async (): Promise<number> => (await bot.app.store.outbox.list({ limit: 99 })).filter(({ state }) => state === 'sent').length
  const troubles = (): readonly string[] => bot.log.lines.filter((line) => line.startsWith('error') && line.includes('has stopped'))

  test('tells what stopped and why, once each and without the password; goes on when it is back, and posts nothing twice', async () => {
    await bot.round()
    const before = await sent()
    expect(before).toBeGreaterThan(0)
    await server.stop('crash')
    await bot.round(2 * HOUR)
    expect(troubles().map((line) => line.split(' ')[1])).toEqual(['Polling', 'Judging', 'Delivering'])
    expect(troubles()[0]).toMatch(
      /Polling has stopped: the store desk at 127\.0\.0\.1:\d+ cannot be reached: .*It is tried again by itself; nothing is lost\./,
    )
    expect((await fetch(`${bot.app.url}/`)).status).toBeGreaterThanOrEqual(500)
    await server.start()
    await bot.round()
    await bot.round()
    expect(await sent()).toBe(2 * before)
    expect(bot.log.lines.filter((line) => line.includes('Polling works again.'))).toHaveLength(1)
    expect((await fetch(`${bot.app.url}/`)).status).toBe(200)
    expect(bot.log.lines.join('\n')).not.toContain(PASSWORD)
    expect(await bot.app.store.upkeep.check()).toEqual([])
  })
})
