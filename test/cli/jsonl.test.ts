import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readJsonl, writeJsonl } from '#src/cli/jsonl.ts'
import { type Io, UsedWrongly } from '#src/cli/verb.ts'

function ioOf(input: Readable) {
  const codes: number[] = []
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const cwd = mkdtempSync(join(tmpdir(), 'jsonl-'))
  const signal = new AbortController().signal
  const io: Io = { stdin: input, stdout, stderr, env: {}, cwd, interactive: false, signal, exit: (code) => codes.push(code) }
  return { io, codes, out: collected(stdout), err: collected(stderr) }
}

function collected(stream: PassThrough): () => string {
  let text = ''
  stream.on('data', (chunk) => {
    text += String(chunk)
  })
  return () => text
}

const all = async (io: Io, path = '-') => Array.fromAsync(readJsonl(path, io))

describe('readJsonl', () => {
  it('yields the objects in order with their line numbers, and passes over empty lines', async () => {
    const { io, codes } = ioOf(Readable.from(['{"a":1}\n\n{"a"', ':2}\r\n{"a":3}']))
    expect(await all(io)).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 3, value: { a: 2 } },
      { line: 4, value: { a: 3 } },
    ])
    expect(codes).toEqual([])
  })

  it('tells a bad line by its number, goes on, and ends with 1', async () => {
    const { io, codes, err } = ioOf(Readable.from(['{"a":1}\n{"a":\n[1]\n{"a":4}\n']))
    expect((await all(io)).map((record) => record.line)).toEqual([1, 4])
    expect(codes).toEqual([1, 1])
    const told = err()
    expect(told).toContain('line 2: not JSON')
    expect(told).toContain('line 3: a JSON object is wanted, this is an array')
  })

  it('reads letters that are split over two chunks, and a byte order mark', async () => {
    const bytes = Buffer.from('\uFEFF{"a":"한"}\n')
    const { io } = ioOf(Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]))
    expect(await all(io)).toEqual([{ line: 1, value: { a: '한' } }])
  })

  it('reads a file relative to the working directory', async () => {
    const { io } = ioOf(Readable.from([]))
    writeFileSync(join(io.cwd, 'x.jsonl'), '{"a":1}\n')
    expect(await all(io, 'x.jsonl')).toHaveLength(1)
  })

  it('says which file cannot be read, and what to give', async () => {
    const { io } = ioOf(Readable.from([]))
    await expect(all(io, 'missing.jsonl')).rejects.toThrow(
      new UsedWrongly('missing.jsonl cannot be read: there is no such file. Give a JSONL file, or - for standard input.'),
    )
  })
})

describe('writeJsonl', () => {
  it('writes one line an object', async () => {
    const { io, out } = ioOf(Readable.from([]))
    await writeJsonl(io, { a: 1 })
    await writeJsonl(io, { a: 'x\ny' })
    expect(out()).toBe('{"a":1}\n{"a":"x\\ny"}\n')
  })
})
