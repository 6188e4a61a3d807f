import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { actor } from '#src/cli/actor.ts'
import { classify } from '#src/cli/classify.ts'
import { evaluate } from '#src/cli/evaluate.ts'
import type { Verb } from '#src/cli/verb.ts'
import { why } from '#src/cli/why.ts'

const ROOT = join(import.meta.dirname, '../..')

async function run(verb: Verb, args: readonly string[], lines: readonly (object | string)[] = []) {
  const told = { out: '', err: '', code: 0 }
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  stdout.on('data', (chunk) => (told.out += String(chunk)))
  stderr.on('data', (chunk) => (told.err += String(chunk)))
  const stdin = Readable.from(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`))
  const program = new Command()
  const exit = (code: number): void => {
    told.code = Math.max(told.code, code)
  }
  verb(program, { stdin, stdout, stderr, env: {}, cwd: ROOT, interactive: false, signal: new AbortController().signal, exit })
  await program.parseAsync([...args], { from: 'user' })
  return told
}

describe('classify', () => {
  it('answers one line an item, in order, and tells a bad line without stopping', async () => {
    const { out, err, code } = await run(
      classify,
      ['classify', '-'],
      [{ id: 'a', title: 'Putin and Kim Jong Un sign treaty' }, 'oops', { id: 'b', title: 'Rain' }],
    )
    const records = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(records.map((record) => record.id)).toEqual(['a', 'b'])
    expect(records[0].alignments['dprk-russia']).toMatchObject({ kept: true, rule: 'B1' })
    expect(records[0].actors[0]).toEqual({ id: 'vladimir-putin', text: 'Putin', start: 0, end: 5 })
    expect(err).toContain('line 2')
    expect(code).toBe(1)
  })
})

describe('evaluate', () => {
  const items = [
    { id: 1, lang: 'en', title: 'Putin and Kim Jong Un sign treaty', us_jp_kr: false, dprk_russia: true, borderline: false },
    { id: 2, lang: 'en', title: 'Rain', us_jp_kr: false, dprk_russia: true, borderline: true },
    { id: 3, lang: 'ko', title: '한미일 훈련', us_jp_kr: true, dprk_russia: false, borderline: false },
  ]

  it('gives precision, recall and F1, with and without what is borderline, as JSON', async () => {
    const { out } = await run(evaluate, ['evaluate', '-', '--json'], items)
    const { alignments } = JSON.parse(out)
    expect(alignments['dprk-russia'].all).toMatchObject({ precision: 1, recall: 0.5, positives: 2 })
    expect(alignments['dprk-russia'].clear).toMatchObject({ f1: 1 })
    expect(alignments['us-jp-kr'].byLanguage.ko.all).toMatchObject({ f1: 1 })
  })

  it('lists what was judged otherwise', async () => {
    const { out } = await run(evaluate, ['evaluate', '-', '--errors'], items)
    expect(out).toContain('labelled, not kept dprk-russia')
    expect(out).toContain('Rain')
  })

  it('says which label is missing', async () => {
    const { err, code } = await run(evaluate, ['evaluate', '-'], [{ id: 1, title: 'x', us_jp_kr: true }])
    expect(err).toContain('line 1: no label dprk_russia')
    expect(code).toBe(1)
  })
})

describe('actor', () => {
  it('gives the card as JSON', async () => {
    const { out } = await run(actor, ['actor', 'Lavrof', '--json'])
    expect(JSON.parse(out)).toMatchObject({ actor: { id: 'sergey-lavrov' }, candidates: [] })
  })

  it('shows candidates where the name is ambiguous', async () => {
    expect((await run(actor, ['actor', 'Kim'])).out).toContain('Kim Jong Un (kim-jong-un)')
  })

  it('says that nobody is known by a name, with 1, and what is wrong with a date, with 2', async () => {
    expect(await run(actor, ['actor', 'Xyzzy'])).toMatchObject({ code: 1, out: '' })
    expect(await run(actor, ['actor', 'Lavrov', '--on', 'yesterday'])).toMatchObject({ code: 2, out: '' })
  })
})

describe('why', () => {
  it('explains one item by its id', async () => {
    const { out } = await run(
      why,
      ['why', '-', '--id', 'b'],
      [
        { id: 'a', title: 'Rain' },
        { id: 'b', title: 'Putin and Kim Jong Un sign treaty' },
      ],
    )
    expect(out).toContain('rule B1')
    expect(out).not.toContain('Rain')
  })
})
