import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { describePostgres, newDatabase } from '../stand-ins/postgres/database.ts'
import { NOT_FOR_PEOPLE, PROJECT, type Running, start } from './run.ts'

let folder: string
let programs: Running[] = []
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-roles-'))
  await cp(path.join(PROJECT, 'config'), path.join(folder, 'config'), { recursive: true })
  const feed = '{ id: river, title: River Wire, url: "http://127.0.0.1:9/river", language: en, country: KOR, kind: wire, bloc: us-jp-kr }'
  await writeFile(path.join(folder, 'config/feeds.yaml'), `feeds:\n  - ${feed}\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(async () => {
  for (const program of programs) program.signal('SIGKILL')
  await Promise.all(programs.map(({ ended }) => ended))
  programs = []
})

type Env = Readonly<Record<string, string>>
const bot = (args: readonly string[], env: Env): Running => {
  const program = start(['start', ...args, '--config', path.join(folder, 'config')], { WEB_PORT: '0', LOG_LEVEL: 'warn', ...env })
  programs.push(program)
  return program
}

test('a role on a store in a file is refused, with what to do', async () => {
  const program = bot(['--role', 'worker'], { STORE_PATH: path.join(folder, 'one.db') })
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
