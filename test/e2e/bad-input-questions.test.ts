import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMessage } from '../stand-ins/slack/reader.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { type Bot, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'

const TOKEN = 'planted-page-token-0123456789'
const PATIENCE_MS = 20_000
const LONG = 'x'.repeat(10_000)
const OPML = `<?xml version="1.0"?><opml version="2.0"><body><outline text="Bay Daily" xmlUrl="https://bay.example/rss"/><outline text="A file" xmlUrl="file:///etc/hosts"/></body></opml>`

/** What is typed, and what the answer must hold on Slack; on the page too, unless a third says what there. `ORIGIN` is our feed server. */
const ASKED: readonly (readonly [line: string, slack: string, page?: string])[] = [
  // Names that match nothing, hundreds, or only a weapon
  ['/actor zzyzx qwfp', 'Nobody and nothing of that name is watched'],
  ['/actor kim', 'Which “kim”?'],
  ['/actor 김', 'Which “김”?'],
  ['/actor KN-23', 'Weapon system'],
  ['/timeline KN-23', 'does not act'],
  ['/timeline Russia, KN-23', 'does not act'],
  ['/trend KN-23', 'does not act'],
  ['/network Hwasong', 'does not act'],
  ['/timeline kim', 'Which “kim”?'],
  ['/latest actor:zzyzx', '“zzyzx”'],
  ['/search actor:kim', 'Which “kim”?'],
  // A query or a command half typed
  ['/search', 'Say what to look for'],
  ['/search "', 'says nothing yet'],
  ['/search "Wons', '“Wons”'],
  ['/search since:', 'says nothing yet'],
  ['/search -', 'Say what to look for'],
  ['/search ()*:^', 'Say what to look for'],
  ['/search OR AND NOT', 'was left out'],
  ['/search since:abc Wonsan', '“abc” is no date'],
  ['/search alignment:mars', '“mars” is no alignment'],
  ['/actor', '/actor NAME', '/actor needs name'],
  ['/actor ":"', '/actor NAME', 'Say whom or what'],
  ['/actor lavrov on:', '“on” is missing', '/actor needs on'],
  ['/timeline', '/timeline A', '/timeline needs a'],
  ['/timeline Russia', 'Say between whom'],
  ['/timeline ,', '/timeline A', 'Say between whom'],
  ['/timeline Russia, Russia', 'Both are Russia'],
  ['/why', '/why STORY', '/why needs story'],
  ['/latest show:far', '“far”'],
  // Too long
  [`/actor ${LONG}`, 'Nobody and nothing of that name', 'the box takes 2000'],
  [`/search ${LONG}`, '500 is the most', 'the box takes 2000'],
  [`/timeline Russia, ${LONG}`, 'Nobody called', 'the box takes 2000'],
  [`/watch add ${LONG}`, '500 are the most', 'the box takes 2000'],
  [`/feeds add https://${LONG}.example`, 'that is no address of a feed', 'the box takes 2000'],
  // Dates and numbers
  ['/search Wonsan since:2026-01-01 until:2025-01-01', 'nothing lies between'],
  ['/actor lavrov on:2025-13-45', '“2025-13-45” is no day'],
  ['/actor lavrov days:-5', 'days is a whole number from 7 to 730'],
  ['/timeline Russia, South Korea days:99999', 'days is a whole number from 1 to 3650'],
  ['/digest 99', 'days is a whole number from 1 to 31'],
  // A pair with one event, and one with none
  ['/timeline Russia, South Korea', 'Between Russia and South Korea'],
  ['/trend Russia, South Korea', 'Trend: Russia – South Korea'],
  ['/timeline China, Japan', 'No kept story of the last 90 days'],
  // A channel the bot does not see
  ['/watch add dprk-russia channel:C0NOWHERE', 'sees no channel C0NOWHERE', 'slack:C0123ABCD or discord:'],
  ['/watch add dprk-russia channel:#quiet', 'in no channel called #quiet', 'slack:C0123ABCD or discord:'],
  ['/watch add dprk-russia channel:C0QUIET', 'give it an invitation (/invite, in the channel)', 'slack:C0123ABCD or discord:'],
  ['/watch add dprk-russia channel:slack:C0NOWHERE', 'sees no channel C0NOWHERE'],
  ['/watch add dprk-russia channel:slack:C0QUIET', 'give it an invitation (/invite, in the channel)'],
  ['/watch remove zzz', 'There is no route “zzz” here'],
  // An address that is a file, a private host, a redirect to one, a page with a feed in it, an OPML file
  ['/feeds add file:///etc/passwd', 'is a file'],
  ['/feeds add C:\\feeds\\a.xml', 'is a file'],
  ['/feeds add http://10.1.2.3/rss', 'not on the public internet'],
  ['/feeds add http://[::1]/', 'not on the public internet'],
  ['/feeds test ORIGIN/away', '192.168.7.7 is not on the public internet'],
  ['/feeds add ORIGIN/page country:KOR', 'That is a page with feeds in it'],
  ['/feeds add ORIGIN/bare country:KOR', 'it is an HTML page titled “Nothing here”'],
  ['/feeds add ORIGIN/list.opml country:KOR', 'That is a list of 2 feeds (OPML)'],
  ['/feeds add', '/feeds add URL', '/feeds add needs url'],
  ['/feeds add not an address', 'is no web address'],
  ['/feeds add <https://user:secret@news.example|x>', 'user name or password is not taken'],
  ['/feeds pause', '/feeds pause FEED', '/feeds pause needs feed'],
]

describe('what cannot be answered as it was typed is told in words, on Slack and on the page', () => {
  let slack: SlackStandIn
  let bot: Bot

  beforeAll(async () => {
    slack = await startSlack({ perSecond: 1_000, burst: 1_000 })
    slack.workspace.admins.add(slack.user.id)
    slack.workspace.addChannel('C0QUIET', 'quiet').member = false
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: {
        WEB_TOKEN: TOKEN,
        SLACK_BOT_TOKEN: slack.workspace.botToken,
        SLACK_APP_TOKEN: slack.workspace.appToken,
        SLACK_CHANNELS: 'C0ALERTS',
      },
      api: { slack: slack.api },
    })
    const page = '<html><head><link rel="alternate" type="application/rss+xml" href="/hill"></head></html>'
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', [LAVROV_KO]) })
    bot.feeds.set('/hill', { kind: 'feed', body: rss('Hill Post', [LAVROV_KO]) })
    bot.feeds.set('/page', { kind: 'feed', contentType: 'text/html', body: page })
    bot.feeds.set('/bare', { kind: 'feed', contentType: 'text/html', body: '<html><head><title>Nothing here</title></head></html>' })
    bot.feeds.set('/list.opml', { kind: 'feed', body: OPML })
    bot.feeds.set('/away', { kind: 'redirect', location: 'http://192.168.7.7/rss' })
    await bot.app.ready
    await bot.round()
  }, 60_000)
  afterAll(async () => {
    await bot.close()
    await slack.close()
  })

  /** Where it did not reach the app, whose connection was being renewed, Slack shows an error: it is typed once more. */
  const onSlack = async (line: string): Promise<string> => {
    for (let tries = 0; tries < 5; tries += 1) {
      const asked = slack.user.types(line.replace(/^\/search/, '/watch search'))
      if ((await asked.fate) === 'acked') return readMessage(await asked.answer(PATIENCE_MS)).text
      await sleep(500)
    }
    throw new Error('no command reaches the app')
  }
  const onPage = async (line: string): Promise<string> => {
    const answer = await fetch(`${bot.app.url}/api/command`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ line }),
    })
    const { html = '', error = '' } = (await answer.json()) as { html?: string; error?: string }
    const text = `${html}${error}`.replaceAll(/<[^>]+>/g, '')
    return text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  }

  test.each(ASKED.map((asked) => [asked[0].slice(0, 60), ...asked] as const))(
    '%s',
    async (_, typed, told, toldOnPage = told) => {
      const line = typed.replace('ORIGIN', bot.feeds.origin)
      const [there, here] = [await onSlack(line), await onPage(line)]
      expect(there).toContain(told)
      expect(here).toContain(toldOnPage)
      for (const said of [there, here]) expect(said).not.toMatch(/went wrong|undefined|\[object|\bNaN\b/)
    },
    60_000,
  )

  test('none of it changed anything, and none is in the log as a fault of the bot', async () => {
    expect(await bot.app.store.changes.newest()).toBe(0)
    expect(bot.log.lines.filter((line) => line.startsWith('error'))).toEqual([])
    expect(JSON.stringify(bot.log.lines)).not.toContain('secret')
  })
})
