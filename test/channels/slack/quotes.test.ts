import { expect, test } from 'vitest'
import { asTyped, parseArguments } from '#src/channels/slack/arguments.ts'
import { commands } from '#src/commands/index.ts'

test.each([
  ['search', '“Camp David”', { query: '“Camp David”' }],
  ['search', '"a b" x outlet:“Daily NK”', { query: '"a b" x', outlet: 'Daily NK' }],
  ['search', 'missile since:', { query: 'missile since:' }],
  ['actor', '“Kim Jong Un”', { name: 'Kim Jong Un' }],
])('in /%s %s, quotation marks stay where they are part of what is sought, and go around a name', (name, text, args) => {
  const command = commands.find((one) => one.name === name)
  expect(command === undefined ? null : parseArguments(command, text)).toEqual({ args })
})

const read = (name: string, text: string) => {
  const command = commands.find((one) => one.name === name)
  if (command === undefined) throw new Error(`there is no ${name}`)
  const parsed = parseArguments(command, text)
  return 'wanted' in parsed ? { wanted: parsed.wanted.name, args: parsed.args } : parsed
}

test.each([
  ['actor', 'lavrov on: 2025-07-12', { args: { name: 'lavrov', on: '2025-07-12' } }],
  ['actor', 'on: 2025-07-12 lavrov days: 30', { args: { name: 'lavrov', on: '2025-07-12', days: '30' } }],
  ['feeds', 'test url: https://news.example/rss', { args: { url: 'https://news.example/rss', action: 'test' } }],
  [
    'feeds',
    'add https://news.example/rss title: "Coast Wire" country:KOR',
    { args: { url: 'https://news.example/rss', title: 'Coast Wire', country: 'KOR', action: 'add' } },
  ],
  ['search', 'Wonsan actor: lavrov', { args: { query: 'Wonsan', actor: 'lavrov' } }],
  ['search', 'since: 2025 Wonsan', { args: { query: 'since: 2025 Wonsan' } }],
])('in /%s %s, a blank after the colon is none in the value', (name, text, parsed) => {
  expect(read(name, text)).toEqual(parsed)
})

test.each([
  ['actor', 'lavrov on:', 'Type: /actor NAME'],
  ['actor', 'lavrov on: days:30', '“on” is missing'],
  ['feeds', 'add https://news.example/rss country:', '“country” is missing'],
  ['feeds', 'add', '“url” is missing'],
  ['why', '', '“story” is missing'],
])('/%s %s is told what is missing, and how to type it', (name, text, said) => {
  expect(read(name, text)).toEqual({ problem: expect.stringContaining(said) })
})

test.each([
  ['actor', '', 'name', {}],
  ['actor', '?', 'name', {}],
  ['actor', '":"', 'name', {}],
  ['actor', '… on:2025-07-12', 'name', { on: '2025-07-12' }],
  ['search', 'Wonsan actor: since:2025', 'actor', { query: 'Wonsan', since: '2025' }],
  ['latest', 'actor:"" dprk-russia', 'actor', { alignment: 'dprk-russia' }],
  ['timeline', '?', 'a', {}],
  ['watch', 'edit', 'route', { action: 'edit' }],
])('/%s %s asks for what can be chosen from a list', (name, text, wanted, args) => {
  expect(read(name, text)).toEqual({ wanted, args })
})

test('commands that Slack keeps are named as they are typed there, and its own stay as they are', () => {
  expect(asTyped('Try /search, /help or /status; type /invite in the channel, or see https://x.example/search')).toBe(
    'Try /watch search, /watch help or /watch status; type /invite in the channel, or see https://x.example/search',
  )
})
