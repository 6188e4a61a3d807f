import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { evaluate } from '#src/cli/evaluate.ts'
import { train } from '#src/cli/train.ts'
import type { Verb } from '#src/cli/verb.ts'

const ROOT = join(import.meta.dirname, '../..')
const GOLD = join(ROOT, 'test/fixtures/gold/items.jsonl')

async function run(verb: Verb, ...args: readonly string[]) {
  const told = { out: '', err: '', code: 0 }
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  stdout.on('data', (chunk) => (told.out += String(chunk)))
  stderr.on('data', (chunk) => (told.err += String(chunk)))
  const program = new Command()
  const exit = (code: number): void => {
    told.code = Math.max(told.code, code)
  }
  const io = {
    stdin: Readable.from([]),
    stdout,
    stderr,
    env: {},
    cwd: ROOT,
    interactive: false,
    signal: new AbortController().signal,
    exit,
  }
  verb(program, io)
  await program.parseAsync([...args], { from: 'user' })
  return told
}

describe('train', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'train-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('writes points that keep near those set by hand, with the record of their data and figures', async () => {
    const out = join(folder, 'trained.yaml')
    const { out: told, code } = await run(train, 'train', GOLD, '--out', out)
    const before = parse(await readFile(join(ROOT, 'config/scoring.yaml'), 'utf8'))
    const { points, record } = parse(await readFile(out, 'utf8'))
    expect(code).toBe(0)
    expect(told).toContain('cross-validation')
    expect(record.items).toBeGreaterThan(400)
    expect(record.files).toEqual([{ name: 'items.jsonl', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    expect(record.figures['us-jp-kr'].f1).toBeGreaterThan(0.9)
    expect(Math.abs(points['us-jp-kr']['group-title'] - before.points.all['group-title'])).toBeLessThan(3)
  })

  it('gives points with which the gold set is judged as well as before', async () => {
    const config = join(folder, 'config')
    await import('node:fs/promises').then(({ cp }) => cp(join(ROOT, 'config'), config, { recursive: true }))
    await run(train, 'train', GOLD, '--out', join(config, 'scoring.yaml'))
    const { out } = await run(evaluate, 'evaluate', GOLD, '--json', '--config', config)
    const { alignments } = JSON.parse(out)
    expect(alignments['us-jp-kr'].all.f1).toBeGreaterThan(0.95)
    expect(alignments['dprk-russia'].all.f1).toBeGreaterThan(0.95)
  })

  it('says what is missing where an alignment has only items of one kind', async () => {
    const file = join(folder, 'few.jsonl')
    await writeFile(file, `${JSON.stringify({ id: 1, title: 'Rain', us_jp_kr: false, dprk_russia: false })}\n`)
    const { err, code } = await run(train, 'train', file, '--out', join(folder, 'trained.yaml'))
    expect(err).toContain('few.jsonl')
    expect(err).toContain('items that are not')
    expect(code).toBe(1)
  })
})
