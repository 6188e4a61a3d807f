import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parse, stringify } from 'yaml'
import { type Bot, EXPO, HOUR, LAVROV_EN, LAVROV_KO, openBot, rss } from '../e2e/bot.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type Sample, sampleValue, scrape } from './exposition.ts'
import { type Asked, readPromql } from './promql.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8')

type Rule = { alert: string; expr: string; for?: string; labels: { severity: string }; annotations: { summary: string; runbook: string } }
const rules = (parse(read('deploy/alerts.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules)

type Panel = {
  id: number
  type: string
  title: string
  gridPos: { h: number; w: number; x: number; y: number }
  targets?: { expr: string; datasource: { uid: string } }[]
}
type Dashboard = {
  uid: string
  title: string
  schemaVersion: number
  panels: Panel[]
  time: object
  templating: { list: { name: string; type: string; query: unknown }[] }
}
const dashboard = JSON.parse(read('deploy/grafana-dashboard.json')) as Dashboard

/** As Grafana puts its variables in. */
const filledIn = (expression: string): string => expression.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*')
const panelExpressions = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, filledIn(expr)] as const))
const alertExpressions = rules.map(({ alert, expr }) => [alert, expr] as const)

/** Written by Prometheus itself to every series it collects. */
const ADDED_LABELS = ['job', 'instance']
/** What a bot that does well does not show, by label: see src/metrics/reasons.ts and the states of deliveries and feeds. */
const RARE: Readonly<Record<string, readonly string[]>> = {
  reason: ['given-up', 'delivery-refused', 'posted'],
  result: ['rejected'],
  outcome: ['not-modified', 'truncated', 'ok'],
}

/** An hour after the reports; one of them 100 days before, so that the policy has something to let go. */
const AT = '2025-07-12T09:00:00Z'
const OLD = { ...EXPO, title: 'Osaka Expo opens its gates', at: '2025-04-13T07:00:00Z' }

describe('what is deployed beside a running bot', () => {
  let bot: Bot
  let discord: DiscordStandIn
  let samples: readonly Sample[]
  let names: ReadonlySet<string>

  beforeAll(async () => {
    discord = await openDiscordStandIn()
    bot = await openBot({
      at: AT,
      env: { DISCORD_TOKEN: discord.token, DISCORD_CHANNELS: '123456789', METRICS_PORT: '0' },
      api: { discord: discord.api },
    })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN, EXPO, OLD]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', [LAVROV_KO]) })
    await bot.round()
    await bot.app.keep()
    await bot.round(HOUR)
    await bot.app.ready
    const scraped = await scrape(bot.app.watchedAt)
    samples = scraped.samples
    names = new Set([...samples.map(({ name }) => name), ...scraped.types.keys(), 'up'])
  }, 90_000)
  afterAll(async () => {
    await bot.close()
    await discord.close()
  })

  const labelsOf = (metric: string): ReadonlySet<string> =>
    new Set([...ADDED_LABELS, ...samples.filter(({ name }) => name === metric).flatMap(({ labels }) => Object.keys(labels))])

  const isSeen = (metric: string, label: string, value: string): boolean =>
    ADDED_LABELS.includes(label) ||
    RARE[label]?.includes(value) === true ||
    samples.some((sample) => sample.name === metric && sample.labels[label] === value)

  function faultsOf({ selectors, groupedBy }: Asked): string[] {
    const grouping = new Set(selectors.flatMap(({ metric }) => [...labelsOf(metric)]))
    return [
      ...selectors.flatMap(({ metric, matchers }) => [
        ...(names.has(metric) ? [] : [`there is no metric ${metric}`]),
        ...matchers.filter(({ label }) => !labelsOf(metric).has(label)).map(({ label }) => `${metric} has no label ${label}`),
        ...matchers
          .filter(({ operator, label }) => (operator === '=' || operator === '!=') && labelsOf(metric).has(label))
          .filter(({ label, value }) => !isSeen(metric, label, value))
          .map(({ label, value }) => `${metric} never has ${label}="${value}"`),
      ]),
      ...groupedBy.filter((label) => !grouping.has(label)).map((label) => `no series in it has the label ${label}`),
    ]
  }

  test.each([...alertExpressions, ...panelExpressions])('%s asks only for what the bot really gives: %s', (_, expression) => {
    expect(faultsOf(readPromql(expression))).toEqual([])
  })

  test('a metric, a label and a value that there are not would be seen', () => {
    expect(faultsOf(readPromql('sum by (colour) (rate(alignment_watch_pols_total[5m]))'))).toEqual([
      'there is no metric alignment_watch_pols_total',
      'no series in it has the label colour',
    ])
    expect(faultsOf(readPromql('alignment_watch_feeds{mood="good", state="cheerful"}'))).toEqual([
      'alignment_watch_feeds has no label mood',
      'alignment_watch_feeds never has state="cheerful"',
    ])
  })

  test('/readyz and /healthz stand on the same port, and the page has no /metrics then', async () => {
    expect((await fetch(`${bot.app.watchedAt}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${bot.app.watchedAt}/healthz`)).json()).toEqual({ ok: true })
    expect((await fetch(`${bot.app.url}/metrics`)).status).toBe(404)
    expect((await fetch(`${bot.app.url}/readyz`)).status).toBe(200)
  })

  test('/readyz says which platform is not connected, and so does its gauge', async () => {
    await discord.close()
    const unready = async () => (await fetch(`${bot.app.url}/readyz`)).status === 503
    await vi.waitUntil(unready, 10_000)
    const { checks } = (await (await fetch(`${bot.app.url}/readyz`)).json()) as { checks: unknown }
    expect(checks).toContainEqual({ name: 'platform discord', ok: false, reason: 'the gateway is not connected: no command is answered' })
    expect(sampleValue((await scrape(bot.app.watchedAt)).samples, 'alignment_watch_platform_connected', { platform: 'discord' })).toBe(0)
  })
})

describe('the alert rules', () => {
  const operations = read('docs/operations.md')
  const anchors = new Set([...operations.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-')))

  test.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s says how grave it is, what happened, and where it stands what to do',
    (name, rule) => {
      expect(name).toMatch(/^[A-Z][A-Za-z]+$/)
      expect(['page', 'ticket', 'note']).toContain(rule.labels.severity)
      expect(rule.annotations.summary.length).toBeGreaterThan(20)
      const [file, anchor = ''] = rule.annotations.runbook.split('#')
      expect(file).toBe('docs/operations.md')
      expect(anchors).toContain(anchor)
      expect(anchor).toBe(name.toLowerCase())
    },
  )

  test('have names of their own, and every one that is explained is there', () => {
    const names = rules.map(({ alert }) => alert)
    expect(new Set(names).size).toBe(names.length)
    const section = operations.slice(operations.indexOf('\n## Alerts'), operations.indexOf('\n## What is kept'))
    expect([...section.matchAll(/^### (.+)$/gm)].map(([, title]) => title)).toEqual(names)
  })
})

describe('the dashboard', () => {
  const { panels, templating } = dashboard

  test('has what Grafana needs: an id, a schema, a span of time, and a variable for the source of its data', () => {
    expect(dashboard).toMatchObject({ uid: 'alignment-watch', title: 'Alignment Watch', time: { from: 'now-24h', to: 'now' } })
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(36)
    expect(templating.list.find(({ name }) => name === 'datasource')).toMatchObject({ type: 'datasource', query: 'prometheus' })
    for (const { targets = [] } of panels) for (const { datasource } of targets) expect(datasource.uid).toBe('$' + '{datasource}')
  })

  test('gives each panel an id and a place of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    for (const [index, { gridPos: a }] of panels.entries()) {
      expect(a.x + a.w).toBeLessThanOrEqual(24)
      for (const { gridPos: b, title } of panels.slice(index + 1)) {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
        expect(apart, `${panels[index]?.title} and ${title}`).toBe(true)
      }
    }
  })

  test('draws something in every panel that is no heading', () => {
    for (const { type, title, targets = [] } of panels) {
      expect(title.length).toBeGreaterThan(3)
      expect(targets.length > 0, title).toBe(type !== 'row')
    }
  })
})

/** Prometheus' own tool, of Debian's package `prometheus`. */
const PROMTOOL = [process.env.PROMTOOL ?? '', '/usr/bin/promtool', '/usr/local/bin/promtool'].find(
  (file) => file !== '' && existsSync(file),
)
if (PROMTOOL === undefined)
  process.stderr.write('promtool is not here (Debian: apt-get install prometheus): its own checks of the rules are skipped\n')

describe.skipIf(PROMTOOL === undefined)('promtool', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'alignment-watch-rules-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const promtool = (...words: string[]): string => execFileSync(PROMTOOL ?? '', words, { encoding: 'utf8', stdio: 'pipe' })

  test('finds no fault in the rules', () => {
    expect(promtool('check', 'rules', path.join(ROOT, 'deploy/alerts.yaml'))).toContain(`SUCCESS: ${rules.length} rules found`)
  })

  test('can read every expression of the dashboard', () => {
    const file = path.join(folder, 'panels.yaml')
    const asRules = panelExpressions.map(([, expr], index) => ({ record: `panel:${index}`, expr }))
    writeFileSync(file, stringify({ groups: [{ name: 'panels', rules: asRules }] }))
    expect(promtool('check', 'rules', file)).toContain(`SUCCESS: ${asRules.length} rules found`)
  })

  test('sees the rules fire when they should, and not before', () => {
    expect(promtool('test', 'rules', path.join(ROOT, 'test/metrics/alerts.test.yaml'))).toContain('SUCCESS')
  })
})
