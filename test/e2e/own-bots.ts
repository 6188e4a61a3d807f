import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { PROJECT, type Running, start } from './run.ts'

export type OwnBots = {
  /** Where the bots of this file have their configuration, and may have a store. */
  folder(): string
  /** Starts the program with this configuration: one feed that nothing answers for. */
  start(args: readonly string[], env: Readonly<Record<string, string>>): Running
}

/** Bots of a test file in a folder of its own; those that still run after a test are killed. */
export function ownBots(name: string): OwnBots {
  let folder: string
  let programs: Running[] = []
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), `alignment-watch-${name}-`))
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
  return {
    folder: () => folder,
    start(args, env) {
      const program = start(['start', ...args, '--config', path.join(folder, 'config')], { WEB_PORT: '0', LOG_LEVEL: 'warn', ...env })
      programs.push(program)
      return program
    },
  }
}
