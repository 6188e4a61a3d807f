import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN_CALLS, typed } from './admin-calls.ts'
import { type Bot, EXPO, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'

const TOKEN = 'planted-page-token-0123456789'

const OPML = `<?xml version="1.0"?><opml version="2.0"><head><title>Ours</title></head><body>
<outline text="Bay Daily" xmlUrl="https://bay.example/rss"/><outline text="A file" xmlUrl="file:///etc/hosts"/></body></opml>`

describe('what the page’s token lets be changed', () => {
  let bot: Bot
  const open = (env: Readonly<Record<string, string>>): Promise<Bot> => openBot({ at: '2025-07-12T09:00:00Z', env })

  beforeAll(async () => {
    bot = await open({ WEB_TOKEN: TOKEN })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN, EXPO]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
    bot.feeds.set('/hill', { kind: 'feed', body: rss('Hill Post', [LAVROV_KO, EXPO]) })
    bot.feeds.set('/page', {
      kind: 'feed',
      body: '<html><head><link rel="alternate" type="application/rss+xml" href="/hill"></head></html>',
    })
    bot.feeds.set('/list.opml', { kind: 'feed', body: OPML })
    bot.feeds.set('/photo', { kind: 'feed', body: '\u0089PNG not a feed' })
  }, 60_000)
  afterAll(() => bot.close())

  const post = async (line: string, headers: Readonly<Record<string, string>> = {}, to = bot) => {
    const answer = await fetch(`${to.app.url}/api/command`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ line }),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const withToken = (line: string) => post(line, { authorization: `Bearer ${TOKEN}` })

  test('without it nothing can be changed, whatever is sent and however; with a wrong one neither', async () => {
    for (const call of ADMIN_CALLS) {
      const line = typed(call)
      for (const headers of [{}, { authorization: 'Bearer wrong-token-0123456789' }, { cookie: 'alignment_watch=0' }])
        expect([line, (await post(line, headers)).text]).toEqual([line, expect.stringContaining('This is for admins')])
      const asked = await fetch(`${bot.app.url}/ask?q=${encodeURIComponent(line)}`, { headers: { authorization: `Bearer ${TOKEN}` } })
      expect([line, await asked.text()]).toEqual([line, expect.stringContaining('This is for admins')])
    }
    expect(await bot.app.store.changes.newest()).toBe(0)
    expect(bot.feeds.requests).toEqual([])
  }, 120_000)

  test('where the operator set none, nobody can change anything', async () => {
    const none = await open({})
    expect((await post('/feeds pause river', { authorization: 'Bearer ' }, none)).text).toContain('WEB_TOKEN')
    expect(await none.app.store.changes.newest()).toBe(0)
    await none.close()
  }, 60_000)

  test('a page of another site cannot send it', async () => {
    const { status } = await post('/feeds pause river', { authorization: `Bearer ${TOKEN}`, origin: 'https://evil.example' })
    expect(status).toBe(403)
    expect(await bot.app.store.changes.newest()).toBe(0)
  })

  test('a feed is tried: what would be kept, and why; nothing of it is stored', async () => {
    const { text } = await withToken(`/feeds test ${bot.feeds.origin}/hill`)
    expect(text).toContain('1 of its newest 2 items would be kept')
    expect(text).toMatch(/kept for .*North Korea–Russia.*rule/s)
    expect(text).toContain('dropped')
    expect((await bot.app.store.archive.counts()).items).toBe(0)
  })

  test('a page with a feed in it is looked into and its feed offered; a list is explained; what is neither is refused', async () => {
    const { origin } = bot.feeds
    const page = (await withToken(`/feeds add ${origin}/page country:KOR`)).text
    expect(page).toContain('page with feeds in it')
    expect(page).toContain('/hill')
    const list = (await withToken(`/feeds add ${origin}/list.opml country:KOR`)).text
    expect(list).toContain('list of 2 feeds (OPML)')
    expect(list).toContain('opml import')
    expect(list).not.toContain('/etc/hosts')
    for (const [address, said] of [
      [`${origin}/photo`, 'cannot be taken'],
      ['file:///etc/passwd', 'is a file'],
      ['/etc/passwd', 'is a file'],
      ['ftp://example.org/feed', 'no web address'],
      ['http://10.1.2.3/rss', 'not on the public internet'],
      ['http://[::1]/rss', 'not on the public internet'],
      ['http://169.254.169.254/latest/meta-data', 'not on the public internet'],
      ['https://user:secret@example.org/rss', 'user name or password'],
    ] as const)
      expect([address, (await withToken(`/feeds add ${address} country:KOR`)).text]).toEqual([address, expect.stringContaining(said)])
    bot.feeds.set('/away', { kind: 'redirect', location: 'http://192.168.7.7/rss' })
    expect((await withToken(`/feeds test ${origin}/away`)).text).toContain('192.168.7.7')
    expect(await bot.app.store.changes.newest()).toBe(0)
  }, 90_000)

  test('a feed that is added is polled at the next run, paused no more, resumed again, and gone when it is taken back', async () => {
    await withToken(`/feeds add ${bot.feeds.origin}/hill country:KOR language:ko title:"Hill Post"`)
    await bot.round()
    expect(await bot.app.store.feeds.find('hill-post')).toMatchObject({ lastKind: 'ok' })
    expect((await withToken('/feeds pause hill-post')).text).toContain('hill-post is paused')
    await bot.round(7_200_000)
    const asked = bot.feeds.requests.filter(({ path }) => path === '/hill').length
    await bot.round(7_200_000)
    expect(bot.feeds.requests.filter(({ path }) => path === '/hill')).toHaveLength(asked)
    expect((await withToken('/feeds pause hill-post')).text).toContain('paused already')
    expect((await withToken('/feeds resume hill-post')).text).toContain('is polled again')
    await bot.round(7_200_000)
    expect(bot.feeds.requests.filter(({ path }) => path === '/hill').length).toBeGreaterThan(asked)
    const log = (await withToken('/feeds log')).text
    for (const said of ['feed hill-post added', 'enabled: true → false', 'with the page’s token']) expect(log).toContain(said)
    expect((await withToken('/feeds remove river')).text).toContain('river is no longer followed')
    expect((await withToken('/feeds undo')).text).toContain('is taken back')
    expect(bot.app.context.desk?.feeds().map(({ id }) => id)).toEqual(['river', 'bay', 'hill-post'])
  }, 60_000)

  test('a feed that is added in the place of one that was removed is a new one: what it has had for long is not posted as news', async () => {
    bot.feeds.set('/lake', { kind: 'feed', body: rss('Lake Post', [EXPO]) })
    bot.feeds.set('/pond', { kind: 'feed', body: rss('Lake Post', [{ ...LAVROV_EN, at: '2025-05-12T08:00:00Z' }]) })
    await withToken(`/feeds add ${bot.feeds.origin}/lake country:KOR`)
    await bot.round()
    expect((await withToken('/feeds remove lake-post')).text).toContain('no longer followed')
    const posted = (await bot.app.store.outbox.list({ limit: 100 })).length
    expect((await withToken(`/feeds add ${bot.feeds.origin}/pond country:KOR`)).text).toContain('lake-post-2 is followed')
    await bot.round(7_200_000)
    expect(await bot.app.store.feeds.find('lake-post-2')).toMatchObject({ lastKind: 'ok' })
    expect(await bot.app.store.outbox.list({ limit: 100 })).toHaveLength(posted)
  }, 60_000)

  test('every route can be edited and taken back from here, the files’ own too', async () => {
    expect((await withToken('/watch edit local threshold:0.99')).text).toContain('from score 0.99')
    expect((await withToken('/watch remove terminal')).text).toContain('no longer watched')
    expect(bot.app.context.desk?.routes().map(({ id }) => id)).toEqual(['local'])
    expect((await withToken('/watch undo')).text).toContain('taken back')
    expect((await withToken('/watch undo')).text).toContain('taken back')
    expect(bot.app.context.desk?.setting('route', 'local')).toBeUndefined()
    expect(bot.app.context.desk?.routes().map(({ id }) => id)).toEqual(['local', 'terminal'])
    expect((await withToken('/watch test local')).text).toMatch(/of \d+ stor(y|ies) of the last 7 days/)
    expect((await withToken('/status')).text).toContain('Version')
  })
})
