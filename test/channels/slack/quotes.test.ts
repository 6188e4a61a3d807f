import { expect, test } from 'vitest'
import { parseArguments } from '#src/channels/slack/arguments.ts'
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
