import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, loadConfig, loadFacts, type Problem } from '#src/config.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures/config')
const DEFAULTS = join(import.meta.dirname, '../config')

/** Reads a file of one fixture, or of the good one where the fixture does not change it. */
const overGood =
  (fixture: string) =>
  (path: string): Promise<string> => {
    const own = join(FIXTURES, fixture, basename(path))
    return readFile(existsSync(own) ? own : join(FIXTURES, 'good', basename(path)), 'utf8')
  }

const good = (env: Record<string, string> = {}, fixture = 'good') => loadConfig({ dir: 'config', env, readFile: overGood(fixture) })

async function problemsOf(loading: Promise<unknown>): Promise<readonly Problem[]> {
  const error = await loading.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ConfigError)) throw new Error(`no ConfigError, but ${inspect(error)}`)
  return error.problems
}

/** What each bad fixture must say: file:line path, a part of the message, a part of the fix. */
const BAD: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'actor-alignment': [['actors.yaml:25 actors[2].alignment', '"us-jp-rk" is no alignment', 'Did you mean "us-jp-kr"?']],
  'actor-id-twice': [
    ['actors.yaml:2 sharedAliases.en:tokyo[1]', '"tokyo" is no actor', 'Allowed: japan'],
    ['actors.yaml:12 actors[1].id', 'the id "japan" was given before, at actors[0] (line 4)', 'another id'],
  ],
  address: [['feeds.yaml:11 feeds[1].url', '"htp//second.example/rss" is no web address', 'https://']],
  'alias-of-two-actors': [
    ['actors.yaml:2 sharedAliases.en:edo[0]', 'japan has no alias "en:edo"', 'Add the alias'],
    ['actors.yaml:2 sharedAliases.en:edo[1]', 'tokyo has no alias "en:edo"', 'Add the alias'],
    [
      'actors.yaml:18 actors[1].aliases.en[0]',
      '"en:tokyo" is an alias of japan and tokyo',
      'add to sharedAliases: "en:tokyo": [japan, tokyo]',
    ],
  ],
  bloc: [['feeds.yaml:15 feeds[1].bloc', '"others" is no bloc', 'Did you mean "other"?']],
  category: [['events.yaml:2 categories[0].category', '"CONSULTS" is no category', 'Did you mean "CONSULT"?']],
  channel: [
    ['routes.yaml:4 routes[0].channel', '"#news" is no channel of discord', 'Copy Channel ID'],
    ['environment DISCORD_TOKEN', 'a route leads to discord, but there is no token', 'Set DISCORD_TOKEN'],
  ],
  colour: [['alignments.yaml:4 alignments[0].colour', '"blue" is no colour', '"#0072b2"']],
  country: [['actors.yaml:24 actors[2].country', '"SKO" is no country code', 'ISO 3166 alpha-3']],
  date: [['actors.yaml:28 actors[2].roles[0].from', '"2024-06-31" is no date', '2025-07-12']],
  duration: [['feeds.yaml:16 feeds[1].interval', '"1 hour" is no duration', '15m']],
  'feed-address-twice': [['feeds.yaml:11 feeds[1].url', 'was given before, at feeds[0]', 'another url']],
  'feed-id-twice': [['feeds.yaml:9 feeds[1].id', 'the id "first" was given before', 'another id']],
  finding: [
    ['scoring.yaml:5 points.us-jp-rk', 'no rule asks for the alignment "us-jp-rk"', 'Did you mean "us-jp-kr"?'],
    ['scoring.yaml:4 points.all.group-titel', 'no rule asks for the finding "group-titel"', 'Did you mean "group-title"?'],
  ],
  instrument: [['alignments.yaml:7 alignments[0].instruments[0]', '"fredom-edge" is no actor', 'Did you mean "freedom-edge"?']],
  'interval-too-short': [['feeds.yaml:16 feeds[1].interval', 'shorter than a minute', '5m']],
  'key-twice': [['feeds.yaml:11', 'this key was given before', 'Remove one']],
  kind: [['feeds.yaml:14 feeds[1].kind', '"statemedia" is no kind', 'Did you mean "state-media"?']],
  language: [['feeds.yaml:12 feeds[1].language', '"rus" is no language code', 'ISO 639-1']],
  office: [
    ['offices.yaml:6 offices[1].titles', 'too little stands here', 'At least 1'],
    ['offices.yaml:8 offices[1].country', '"JAP" is no country code', 'ISO 3166'],
    ['offices.yaml:12 offices[2].alone.PRC', '"PRC" is no country code', 'ISO 3166'],
    ['offices.yaml:13 offices[3].id', 'the id "foreign-minister" was given before, at offices[0] (line 2)', 'another id'],
  ],
  'missing-key': [['feeds.yaml:9 feeds[1].country', '"country" is missing', 'Add it']],
  'no-list': [['feeds.yaml:1 feeds', '"feeds" is not a list', 'Write a list']],
  'off-without-reason': [['feeds.yaml:16 feeds[1].enabled', 'second is off without a reason', 'disabledReason']],
  platform: [['routes.yaml:3 routes[0].platform', '"disord" is no platform', 'Did you mean "discord"?']],
  port: [['settings.yaml:3 web.port', '99999 is out of range', '0 to 65535']],
  'role-ends-before-it-begins': [['actors.yaml:28 actors[2].roles[0]', 'ends (2024-05-29) before it begins (2024-06-27)', 'Swap']],
  'role-held-twice': [['actors.yaml:29 actors[2].roles[1]', 'holds "Edition" twice at one time', 'End the first']],
  'route-alignment': [['routes.yaml:5 routes[0].alignments[0]', '"us-jp" is no alignment', 'us-jp-kr']],
  'route-times': [
    ['routes.yaml:5 routes[0].mode', 'a route of mode digest needs a time', 'Add a schedule'],
    ['routes.yaml:9 routes[1].digest', 'a live route makes no digest', 'mode: digest'],
    ['routes.yaml:14 routes[2].digest', '"every morning" is no schedule', 'minute hour day month weekday'],
    ['routes.yaml:15 routes[2].quiet', '"22-07" are no quiet hours', '"22:00-07:00"'],
    ['routes.yaml:16 routes[2].cap', '0 is out of range', '1 to 1000'],
  ],
  'route-twice': [['routes.yaml:8 routes[1].channel', 'the same channel as "local" at routes[0] (line 2)', 'Make one of the two']],
  'route-without-token': [['environment SLACK_BOT_TOKEN', 'a route leads to slack, but there is no token', 'Set SLACK_BOT_TOKEN']],
  'rule-without-theatre': [['alignments.yaml:10 alignments[0].rules[0]', 'neither whose people nor in which war', 'Add sender']],
  alias: [['settings.yaml', 'this is not valid YAML: Unresolved alias', 'in quotes where it begins with *']],
  header: [['settings.yaml:3 poll.userAgent', 'is nothing that a request can carry', 'plain ASCII, on one line']],
  'settings-duration': [['settings.yaml:3 poll.interval', '15 is no duration', '15m']],
  shards: [['settings.yaml:3 discord.shards', '"0,4/4" names shard 4 of 4, counted from 0 to 3', '0,1/4']],
  stem: [['actors.yaml:19 actors[1].ruStems[0]', 'is no regular expression', 'Лавров']],
  'subtype-twice': [['events.yaml:20 subtypes[1].id', '"trilateral-summit" was given before', 'another id']],
  syntax: [['feeds.yaml:10', 'this is not valid YAML', 'indentation']],
  tab: [['feeds.yaml:10', 'Tabs are not allowed', 'no tabs']],
  theme: [['wording.yaml:15 themes.meting', 'no rule asks for the theme "meting"', 'Did you mean "meeting"?']],
  'three-at-once': [
    ['actors.yaml:24 actors[2].country', '"INT" is no country code', 'ISO 3166'],
    ['settings.yaml:1 timeZone', '"Asia/Seul" is no time zone', 'Did you mean Asia/Seoul?'],
    ['feeds.yaml:11 feeds[1].url', 'is no web address', 'https://'],
  ],
  threshold: [['alignments.yaml:8 alignments[0].threshold', '50 is no threshold', '0 to 1']],
  'time-zone': [['feeds.yaml:17 feeds[1].timeZone', '"Europe/Moskau" is no time zone', 'Did you mean Europe/Moscow?']],
  'unknown-key': [['feeds.yaml:16 feeds[1].intervall', '"intervall" is not known', 'Did you mean "interval"?']],
}

const where = ({ file, line, path }: Problem): string => `${basename(file)}${line === null ? '' : `:${line}`} ${path}`.trim()

describe('a bad configuration is told with file, line, what is wrong and what would be right', () => {
  test('every bad fixture has its expectation, and every expectation its fixture', () => {
    const fixtures = readdirSync(FIXTURES).filter((name) => name.startsWith('bad-'))
    expect(fixtures.map((name) => name.slice(4)).toSorted()).toEqual(Object.keys(BAD).toSorted())
  })

  test.each(Object.entries(BAD))('%s', async (reason, expected) => {
    const problems = await problemsOf(good({}, `bad-${reason}`))
    expect(problems.map(where).toSorted()).toEqual(expected.map(([place]) => place).toSorted())
    for (const [place, message, fix] of expected) {
      const problem = problems.find((one) => where(one) === place)
      expect(problem?.message).toContain(message)
      expect(problem?.fix).toContain(fix)
    }
  })

  test('the message of the error is the whole list', async () => {
    const error = await good({}, 'bad-three-at-once').catch((reason: unknown) => reason)
    expect(String((error as Error).message)).toMatchInlineSnapshot(`
      "The configuration has 3 problems:
        config/actors.yaml:24 actors[2].country: "INT" is no country code. Write an ISO 3166 alpha-3 code such as KOR, or UNO (United Nations) or IGO (intergovernmental).
        config/settings.yaml:1 timeZone: "Asia/Seul" is no time zone. Did you mean Asia/Seoul?
        config/feeds.yaml:11 feeds[1].url: "second.example/rss" is no web address. Write it in full, beginning with https:// or http://."
    `)
  })

  test('a folder that is not there is one mistake, not one a file', async () => {
    await expect(loadConfig({ dir: join(FIXTURES, 'nowhere'), env: {} })).rejects.toThrow(
      /^There is no configuration folder .*nowhere\. Run this in the folder of Alignment Watch, or name the folder with --config\.$/,
    )
  })

  test('missing files are all named at once', async () => {
    const missing = async (): Promise<string> => {
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
    }
    const problems = await problemsOf(loadConfig({ dir: FIXTURES, env: {}, readFile: missing }))
    expect(problems.map(({ file }) => basename(file)).toSorted()).toEqual([
      'actors.yaml',
      'affairs.yaml',
      'alignments.yaml',
      'events.yaml',
      'feeds.yaml',
      'offices.yaml',
      'routes.yaml',
      'scoring.yaml',
      'settings.yaml',
      'wording.yaml',
    ])
    expect(problems.every(({ message }) => message === 'the file is missing')).toBe(true)
  })
})

describe('one mistake makes no second one of what refers to it', () => {
  const changed = (name: string, change: (text: string) => string) =>
    problemsOf(
      loadConfig({
        dir: DEFAULTS,
        env: {},
        readFile: async (path) => {
          const text = await readFile(path, 'utf8')
          return basename(path) === name ? change(text) : text
        },
      }),
    )
  const gone = (): never => {
    throw Object.assign(new Error('gone'), { code: 'ENOENT' })
  }

  test.each(['alignments.yaml', 'actors.yaml'])('%s is missing', async (name) => {
    expect((await changed(name, gone)).map(where)).toEqual([name])
  })

  test('an alignment with a wrong colour is still one that feeds, actors and routes may name', async () => {
    const problems = await changed('alignments.yaml', (text) => text.replace('"#d55e00"', 'orange'))
    expect(problems.map(({ path }) => path)).toEqual(['alignments[1].colour'])
  })

  test('an actor with a wrong country is still one that an alignment may name', async () => {
    const problems = await changed('actors.yaml', (text) => text.replace(/(id: freedom-edge\n(?:.*\n)*? {4}country: )IGO/, '$1IG'))
    expect(problems.map(({ message }) => message)).toEqual(['"IG" is no country code'])
  })
})

describe('the environment', () => {
  test('wins over settings.yaml', async () => {
    const { settings } = await good({
      WEB_PORT: '0',
      WEB_NAMES: 'desk.example, desk',
      WEB_URL: 'https://desk.example/',
      POLL_ALLOW_ADDRESSES: '127.0.0.0/8, ::1/128',
      POLL_BACKFILL: '2h',
      LOG_LEVEL: 'debug',
    })
    expect(settings.web).toEqual({ host: '127.0.0.1', port: 0, names: ['desk.example', 'desk'], url: 'https://desk.example' })
    expect(settings.poll.allowAddresses).toEqual(['127.0.0.0/8', '::1/128'])
    expect(settings.poll.backfillMs).toBe(7_200_000)
    expect(settings.log.level).toBe('debug')
  })

  test('is blamed by the name of the variable where its value is wrong', async () => {
    const problems = await problemsOf(
      good({ WEB_NAMES: 'https://desk.example', WEB_PORT: 'eighty', POLL_ALLOW_ADDRESSES: '127.0.0.1', TIME_ZONE: 'Asia/Seul' }),
    )
    expect(problems.map(({ file, path }) => `${file} ${path}`).toSorted()).toEqual([
      'environment POLL_ALLOW_ADDRESSES',
      'environment TIME_ZONE',
      'environment WEB_NAMES',
      'environment WEB_PORT',
    ])
  })

  test('makes a route for each channel it names, for all alignments', async () => {
    const { routes } = await good({
      DISCORD_TOKEN: 'd',
      DISCORD_CHANNELS: '1234567890123456789, 1234567890123456788',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_CHANNELS: 'C0123ABCD',
    })
    expect(routes.map((route) => [route.id, route.platform, route.channel, route.alignments, route.threshold])).toEqual([
      ['local', 'local', 'local', ['us-jp-kr'], 0.5],
      ['discord-1234567890123456789', 'discord', '1234567890123456789', ['us-jp-kr'], 0.5],
      ['discord-1234567890123456788', 'discord', '1234567890123456788', ['us-jp-kr'], 0.5],
      ['slack-c0123abcd', 'slack', 'C0123ABCD', ['us-jp-kr'], 0.5],
    ])
  })

  test('makes one route of a channel named twice, and none of one that routes.yaml leads to, which is a warning', async () => {
    const env = { DISCORD_TOKEN: 'd', DISCORD_CHANNELS: '1234567890123456789,1234567890123456789,1234567890123456788' }
    const written = 'routes:\n  - { id: desk, platform: discord, channel: "1234567890123456788", alignments: [us-jp-kr] }\n'
    const readFile = (path: string) => (basename(path) === 'routes.yaml' ? Promise.resolve(written) : overGood('good')(path))
    const { routes, warnings } = await loadConfig({ dir: 'config', env, readFile })
    expect(routes.map((route) => [route.id, route.channel])).toEqual([
      ['desk', '1234567890123456788'],
      ['discord-1234567890123456789', '1234567890123456789'],
    ])
    expect(warnings.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'DISCORD_CHANNELS "1234567890123456788" is already the channel of the route "desk" in routes.yaml: that route alone posts there',
    ])
  })

  test('two routes may not lead to one channel, whatever their alignments: one story can be about both', async () => {
    const two = ['us-jp-kr', 'dprk-russia'].map(
      (id) => `  - { id: ${id}, platform: discord, channel: "1234567890123456788", alignments: [${id}] }\n`,
    )
    const read = (path: string) => (basename(path) === 'routes.yaml' ? Promise.resolve(`routes:\n${two.join('')}`) : readFile(path, 'utf8'))
    const problems = await problemsOf(loadConfig({ dir: DEFAULTS, env: { DISCORD_TOKEN: 'd' }, readFile: read }))
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('the route "dprk-russia" leads to the same channel')])
  })

  test('without a token for a channel it names is a problem; a token without a channel is a warning', async () => {
    const problems = await problemsOf(good({ DISCORD_CHANNELS: '1234567890123456789', SLACK_CHANNELS: 'general' }))
    expect(problems.map(({ path }) => path)).toEqual(['SLACK_CHANNELS', 'DISCORD_TOKEN'])
    const { warnings } = await good({ DISCORD_TOKEN: 'd', SLACK_BOT_TOKEN: 'xapp-swapped' })
    expect(warnings.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'SLACK_BOT_TOKEN this token does not begin with xoxb-',
      expect.stringContaining('DISCORD_TOKEN there is a token of discord, but no route leads there'),
      expect.stringContaining('SLACK_BOT_TOKEN there is a token of slack, but no route leads there'),
      expect.stringContaining('SLACK_APP_TOKEN slack is without an app token'),
    ])
  })

  test('is warned about where a name looks like a misspelt one of ours', async () => {
    const { warnings } = await good({ DISCORD_TOKN: 'd', WEB_CONCURRENCY: '4' })
    expect(warnings.map(({ message, fix }) => `${message}. ${fix}`)).toEqual(['DISCORD_TOKN is not read. Did you mean DISCORD_TOKEN?'])
  })
})

describe('secrets', () => {
  const files: Record<string, string> = { '/run/secrets/discord': 'from-the-file\n', '/run/secrets/empty': '\n' }
  const withFiles = (env: Record<string, string>) =>
    loadConfig({
      dir: 'config',
      env,
      readFile: (path) => {
        if (!path.startsWith('/run/')) return overGood('good')(path)
        const found = files[path]
        return found === undefined ? Promise.reject(Object.assign(new Error('no'), { code: 'ENOENT' })) : Promise.resolve(found)
      },
    })

  test('come from the variable or from the file it names', async () => {
    expect((await withFiles({ DISCORD_TOKEN: 'inline' })).secrets.discordToken?.reveal()).toBe('inline')
    expect((await withFiles({ DISCORD_TOKEN_FILE: '/run/secrets/discord' })).secrets.discordToken?.reveal()).toBe('from-the-file')
  })

  test('given twice, in an empty file or in none are problems that do not hold them', async () => {
    const twice = await problemsOf(withFiles({ DISCORD_TOKEN: 'hush-hush', DISCORD_TOKEN_FILE: '/run/secrets/discord' }))
    expect(twice.map(({ message }) => message)).toEqual(['both DISCORD_TOKEN and DISCORD_TOKEN_FILE are set'])
    const others = await problemsOf(withFiles({ DISCORD_TOKEN_FILE: '/run/secrets/empty', SLACK_BOT_TOKEN_FILE: '/run/secrets/none' }))
    expect(others.map(({ path }) => path)).toEqual(['DISCORD_TOKEN_FILE', 'SLACK_BOT_TOKEN_FILE'])
    expect(inspect([twice, others])).not.toMatch(/hush-hush|from-the-file/)
  })

  test('never print', async () => {
    const config = await withFiles({ DISCORD_TOKEN: 'hush-hush' })
    expect(
      `${inspect(config, { depth: 9, showHidden: true })}${JSON.stringify(config)}${String(config.secrets.discordToken)}`,
    ).not.toContain('hush-hush')
  })
})

describe('webhooks', () => {
  const URL_OF_DESK = 'https://hooks.example/services/hush-hush'
  const withRoutes = (yaml: string, env: Record<string, string> = {}) =>
    loadConfig({
      dir: 'config',
      env,
      readFile: (path) => {
        if (path === '/run/secrets/desk') return Promise.resolve(`${URL_OF_DESK}\n`)
        return basename(path) === 'routes.yaml' ? Promise.resolve(yaml) : overGood('good')(path)
      },
    })
  const ROUTE = 'routes:\n  - { id: night, platform: webhook, channel: night-desk }\n'
  const told = async (yaml: string, env: Record<string, string> = {}) =>
    (await problemsOf(withRoutes(yaml, env))).map((problem) => `${where(problem)} ${problem.message}. ${problem.fix}`)

  test('take their address and their secret from the environment or from a file, what they want from routes.yaml', async () => {
    const yaml = `${ROUTE}webhooks:\n  - { name: night-desk, template: '{"text": "{{headline}}"}' }\n`
    const { webhooks, warnings } = await withRoutes(yaml, {
      WEBHOOK_NIGHT_DESK_URL_FILE: '/run/secrets/desk',
      WEBHOOK_NIGHT_DESK_SECRET: 'hush',
    })
    expect(webhooks).toMatchObject([{ name: 'night-desk', shape: null, template: '{"text": "{{headline}}"}' }])
    expect(webhooks.map(({ url, signingSecret }) => [url.reveal(), signingSecret?.reveal()])).toEqual([[URL_OF_DESK, 'hush']])
    expect(warnings).toEqual([])
    expect(inspect(webhooks, { depth: 9, showHidden: true })).not.toContain('hush')
  })

  test('without an address, or with one that cannot be called, are problems that name the variable and hide the address', async () => {
    expect(await told(ROUTE)).toEqual([
      'environment WEBHOOK_NIGHT_DESK_URL a route leads to the webhook night-desk, but there is no address. Set WEBHOOK_NIGHT_DESK_URL or WEBHOOK_NIGHT_DESK_URL_FILE, or remove the route.',
    ])
    for (const address of ['hooks.example/hush', 'ftp://hooks.example/hush', 'https://me:hush@hooks.example/']) {
      const problems = await told(ROUTE, { WEBHOOK_NIGHT_DESK_URL: address })
      expect(problems).toEqual([expect.stringContaining('environment WEBHOOK_NIGHT_DESK_URL this')])
      expect(problems.join()).not.toContain('hush')
    }
  })

  test('an address in routes.yaml is refused, and not said back', async () => {
    const problems = await told(ROUTE.replace('night-desk', URL_OF_DESK))
    expect(problems[0]).toMatch(/^routes\.yaml:2 routes\[0\]\.channel this is no name of a webhook\..*WEBHOOK_NIGHT_DESK_URL/)
    expect(problems.join()).not.toContain('hush')
  })

  test('a template that is no JSON, or names an unknown word, is told before anything is sent', async () => {
    const template = (text: string) => `${ROUTE}webhooks:\n  - { name: night-desk, template: '${text}' }\n`
    const env = { WEBHOOK_NIGHT_DESK_URL: URL_OF_DESK }
    expect(await told(template('{"text": '), env)).toEqual([expect.stringContaining('the template is not JSON')])
    expect(await told(template('{"text": "{{head}}"}'), env)).toEqual([expect.stringContaining('names {{head}}; it may name id, type')])
    expect(await told(`${ROUTE}webhooks:\n  - { name: night-desk, shap: json }\n`, env)).toEqual([
      expect.stringContaining('Did you mean "shape"?'),
    ])
  })

  test('a variable that no route leads to is a warning', async () => {
    const { warnings } = await good({ WEBHOOK_NIGHT_DESK_URL: URL_OF_DESK })
    expect(warnings.map(({ path }) => path)).toEqual(['WEBHOOK_NIGHT_DESK_URL'])
  })
})

describe('the default configuration', () => {
  test('loads without a problem or a warning', async () => {
    const config = await loadConfig({ dir: DEFAULTS, env: {} })
    expect(config.warnings).toEqual([])
    expect(config.feeds.length).toBe(79)
    expect(config.facts.actors.length).toBeGreaterThanOrEqual(400)
    expect(config.facts.lexicon.categories.length).toBe(16)
    expect(config.facts.lexicon.subtypes.length).toBe(26)
    expect(config.facts.alignments.map(({ id, rules }) => [id, rules.map((rule) => rule.id)])).toEqual([
      ['us-jp-kr', ['A1', 'A2', 'A3']],
      ['dprk-russia', ['B1', 'B2', 'B3']],
    ])
    expect(config.routes.map((route) => route.platform)).toEqual(['local', 'terminal'])
  })

  test('polls no feed that is dead or barred by its terms, and says why', async () => {
    const { feeds } = await loadConfig({ dir: DEFAULTS, env: {} })
    const off = feeds.filter((feed) => !feed.enabled)
    expect(off.map((feed) => feed.id).toSorted()).toEqual(['al-jazeera', 'kcna-watch', 'kyodo-en', 'tass-en', 'tass-ru', 'voa-en-asia'])
    expect(off.every((feed) => (feed.disabledReason ?? '').length > 20)).toBe(true)
  })

  test('cannot be changed while the program runs', async () => {
    const config = await loadConfig({ dir: DEFAULTS, env: {} })
    const aliases = config.facts.actors[0]?.aliases.en as string[]
    expect(() => aliases.push('x')).toThrow(TypeError)
    expect(() => Object.assign(config.settings.web, { port: 1 })).toThrow(TypeError)
  })

  test('gives the facts alone to those who judge only', async () => {
    const config = await loadConfig({ dir: DEFAULTS, env: {} })
    expect(await loadFacts({ dir: DEFAULTS })).toEqual(config.facts)
  })
})

/** Read by `docker compose`, from the same file. */
const OF_COMPOSE = ['COMPOSE_PROFILES', 'POSTGRES_PASSWORD']

test('every variable that is read stands in .env.example, and no other', async () => {
  const { VARIABLES } = await import('#src/config/environment.ts')
  const text = await readFile(join(DEFAULTS, '../.env.example'), 'utf8')
  const written = [...text.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
  expect(written.toSorted()).toEqual([...VARIABLES, ...OF_COMPOSE].toSorted())
})
