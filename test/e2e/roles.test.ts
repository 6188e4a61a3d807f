import path from 'node:path'
import { expect, test } from 'vitest'
import { describePostgres, newDatabase } from '../stand-ins/postgres/database.ts'
import { ownBots } from './own-bots.ts'
import { NOT_FOR_PEOPLE, type Running } from './run.ts'

const bots = ownBots('roles')

type Env = Readonly<Record<string, string>>
const bot = (args: readonly string[], env: Env): Running => bots.start(args, env)

test('a role on a store in a file is refused, with what to do', async () => {
  const program = bot(['--role', 'worker'], { STORE_PATH: path.join(bots.folder(), 'one.db') })
  expect(await program.ended).toBe(2)
  expect(program.said()).toMatch(
    /^--role worker shares one Postgres database .*: set DATABASE_URL \(docs\/postgres\.md\), or start without --role, .*\n$/,
  )
}, 60_000)

test('a role that there is none of is refused with those that there are', async () => {
  const program = bot(['--role', 'reader'], {})
  expect(await program.ended).toBe(2)
  expect(program.said()).toContain("argument 'reader' is invalid. Allowed choices are all, worker, gateway, web.")
}, 60_000)

describePostgres('a database', () => {
  test('is shared by processes of every role, and kept from a bot alone; and the other way about', async () => {
    const store = { DATABASE_URL: await newDatabase() }
    const shared = [
      bot(['--role', 'worker'], store),
      bot(['--role', 'gateway'], store),
      bot(['--role', 'web'], store),
      bot(['--role', 'all'], store),
    ]
    await Promise.all([
      shared[0]?.until('(role worker) follows one feed'),
      shared[1]?.until('(role gateway) takes commands from: no chat'),
      shared[2]?.until('(role web) shows the local channel at http://127.0.0.1:'),
      shared[3]?.until('(role all) follows one feed'),
    ])
    const alone = bot([], store)
    expect(await alone.ended).toBe(1)
    expect(alone.said()).toMatch(
      /^processes with a role share the store test_\d+ at .*: start this one with --role too, or stop all of those/,
    )
    expect(alone.said()).not.toMatch(NOT_FOR_PEOPLE)
    for (const program of shared) program.signal('SIGTERM')
    expect(await Promise.all(shared.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])

    const lone = bot([], store)
    await lone.until('Alignment Watch follows one feed')
    const refused = bot(['--role', 'worker'], store)
    expect(await refused.ended).toBe(1)
    expect(refused.said()).toMatch(
      /^a bot without a role works on the store test_\d+ at .* alone: stop it, and start it again with --role all/,
    )
  })
})
