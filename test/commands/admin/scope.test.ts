import { describe, expect, test } from 'vitest'
import { feeds } from '#src/commands/admin/feeds.ts'
import { status } from '#src/commands/admin/status.ts'
import type { AdminDesk } from '#src/domain/admin.ts'
import type { Command, CommandContext, Reply } from '#src/domain/command.ts'
import type { Held } from '#src/domain/delivery.ts'
import { LOCALES, type Locale } from '#src/domain/locale.ts'
import { plain } from '#src/domain/rich-text.ts'
import { freshState } from '#src/feeds/poll-state.ts'
import { makeFeed, makeRoute } from '../../fixtures/make.ts'
import { contextOver, NOW } from '../sample.ts'

const KEY = 'k3y-of-the-publisher'
const FEEDS = [
  makeFeed({ id: 'coast', title: 'Coast Wire', url: `https://coast.example/rss?key=${KEY}` }),
  makeFeed({ id: 'ridge', title: 'Ridge Daily', enabled: false, disabledReason: 'paused by Discord user 7007' }),
  makeFeed({ id: 'river', title: 'River Post' }),
]
const STATES = [
  {
    ...freshState('coast', NOW),
    firstOkAt: NOW - 9,
    lastPolledAt: NOW,
    failures: 3,
    lastKind: 'timeout' as const,
    lastMessage: `Coast Wire: https://coast.example/rss?key=${KEY} gave no answer by proxy.internal in 20 s.`,
  },
  {
    ...freshState('river', NOW),
    firstOkAt: NOW - 9,
    lastOkAt: NOW,
    lastPolledAt: NOW,
    lastKind: 'ok' as const,
    lastItemAt: NOW - 3_600_000,
  },
]
const heldOf = (routeId: string, count: number): Held => ({ routeId, count, oldestAt: NOW - 1_000, state: 'moving', why: 'on its way' })
const ROUTES = [
  makeRoute({ id: 'ours', platform: 'slack', channel: 'C0OURS' }),
  makeRoute({ id: 'theirs', platform: 'discord', channel: '77' }),
]

type Place = { readonly userId?: string; readonly operators?: readonly string[]; readonly only?: boolean; readonly locale?: Locale }

/** An admin of one workspace asks; the bot may serve others too. */
function asked({ userId = 'U0ADMIN', operators = [], only = false, locale = 'en' }: Place): CommandContext {
  const desk: Partial<AdminDesk> = {
    feeds: () => FEEDS,
    routes: () => ROUTES,
    operators: () => operators,
    isOnlyPlace: () => only,
    placeOf: async ({ id }) => (id === 'ours' ? 'T0OURS' : 'T0THEIRS'),
    channel: async () => null,
    lastSentAt: async () => null,
    status: async () => ({
      version: '1.0.0',
      startedAt: NOW - 5_000,
      states: STATES,
      held: [heldOf('ours', 2), heldOf('theirs', 40)],
      waiting: 42,
      problems: ['a problem of the whole bot'],
    }),
  }
  const base = contextOver([], [])
  return {
    ...base,
    locale,
    archive: { ...base.archive, feeds: async () => STATES },
    desk: desk as AdminDesk,
    asker: { platform: 'slack', userId, place: 'T0OURS', channel: 'C0OURS', mayAdminister: async () => null },
  }
}

const text = ({ title, body, fields, footer }: Reply): string =>
  [title, ...body.map(plain), ...fields.flatMap(({ name, value }) => [name, ...value.map(plain)]), footer].join('\n')
const run = async (command: Command, place: Place, args: Readonly<Record<string, string>> = {}): Promise<string> =>
  text(await command.run(args, asked(place)))

/** Who may change feeds is told all of them. */
const LOOK_AFTER: readonly (readonly [string, Place])[] = [
  ['an operator', { operators: ['slack:U0ADMIN'] }],
  ['an admin of the only place, where no operator is named', { only: true }],
]
const OTHERS: readonly (readonly [string, Place])[] = [
  ['an admin of one place among several', {}],
  ['an admin of the only place, where operators are named', { only: true, operators: ['discord:1'] }],
]
const SECRETS = [KEY, 'proxy.internal', '7007']

describe('how feeds are', () => {
  test.each(LOOK_AFTER)('is told in full to %s', async (_, place) => {
    const said = `${await run(feeds, place)}\n${await run(status, place)}`
    for (const secret of SECRETS) expect(said).toContain(secret)
    expect(await run(feeds, place, { find: KEY })).toContain('coast')
  })

  test.each(OTHERS)('is told by its kind alone to %s', async (_, place) => {
    const said = `${await run(feeds, place)}\n${await run(status, place)}`
    for (const secret of SECRETS) expect(said).not.toContain(secret)
    expect(said).toContain('failing (3 in a row): no answer in time')
    expect(said).toContain('Ridge Daily (South Korea, English): not polled')
    expect(said).toContain('answers, last new item 1 h ago')
  })

  test('a feed is not found by letters of its address by who may not change it', async () => {
    expect(await run(feeds, {}, { find: KEY.slice(0, 4) })).not.toContain('coast')
    expect(await run(feeds, {}, { find: 'coast' })).toContain('coast')
  })

  test.each(LOCALES)('holds no word of the message in %s', async (locale) => {
    const said = `${await run(feeds, { locale })}\n${await run(status, { locale })}`
    for (const secret of [...SECRETS, 'undefined']) expect(said).not.toContain(secret)
  })
})

describe('what waits', () => {
  test('is counted for an operator in all, for an admin over the routes of their place', async () => {
    expect(await run(status, { operators: ['slack:U0ADMIN'] })).toContain('42 posts waiting')
    const own = await run(status, { only: true, operators: [] })
    expect(own).toContain('2 posts waiting')
    expect(own).not.toContain('42')
    expect(own).not.toContain('a problem of the whole bot')
  })
})
