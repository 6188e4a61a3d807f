import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const SRC = path.resolve(import.meta.dirname, '../src')
/** Files that wire the rooms together: they alone may import any of them. */
const WIRING = ['main', 'app', 'config', 'pipeline', 'cli']
const FORBIDDEN_NAMES = ['utils', 'helpers', 'services', 'managers', 'types']

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

/** A room is a folder of src; each chat platform is a room of its own. */
function roomOf(file: string): string {
  const [first = '', second = ''] = file.replace(/\.ts$/, '').split(path.sep)
  return first === 'channels' ? `${first}/${second}` : first
}

function importsOf(file: string): string[] {
  const source = readFileSync(path.join(SRC, file), 'utf8')
  const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*'((?:\.|#src)[^']*)'/g)].map(([, specifier = '']) => specifier)
  const urls = [...source.matchAll(/new URL\('(\.[^']*\.ts)'/g)].map(([, specifier = '']) => specifier)
  return [...specifiers, ...urls].map((specifier) =>
    specifier.startsWith('#src/') ? specifier.slice('#src/'.length) : path.join(path.dirname(file), specifier),
  )
}

/** Rooms that put things into words for people. */
const SPEAKING = /^(?:commands|channels\/\w+|charts|web|stories|delivery)$/

/** Whether a room may import from another: data flows one way, and no platform knows another. */
function allowed(room: string, target: string): boolean {
  if (room === target || WIRING.includes(room)) return true
  if (room === 'domain') return false
  if (room === 'knowledge' || room === 'words') return target === 'domain'
  if (target === 'words') return SPEAKING.test(room)
  return target === 'domain' || target === 'knowledge'
}

/** The pipeline wires the four stages and nothing else. */
const PIPELINE_MAY = ['pipeline', 'domain', 'knowledge', 'feeds', 'judgement', 'stories', 'delivery']

describe('the structure', () => {
  test('there are rooms to look at', () => {
    expect(files.length).toBeGreaterThan(30)
  })

  test('every import follows the direction: domain ← knowledge ← rooms ← wiring', () => {
    const broken = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !allowed(roomOf(file), roomOf(target)))
        .map((target) => `${file} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('a planted import against the direction would be seen', () => {
    expect(allowed('domain', 'commands')).toBe(false)
    expect(allowed('channels/discord', 'channels/slack')).toBe(false)
    expect(allowed('judgement', 'store')).toBe(false)
    expect(allowed('stories', 'knowledge')).toBe(true)
    expect(allowed('channels/discord', 'words')).toBe(true)
    expect(allowed('store', 'words')).toBe(false)
    expect(allowed('words', 'knowledge')).toBe(false)
  })

  test('the pipeline imports only the stages it lists', () => {
    expect(importsOf('pipeline.ts').filter((target) => !PIPELINE_MAY.includes(roomOf(target)))).toEqual([])
  })

  test('only main.ts touches the process', () => {
    const touching = files.filter((file) => file !== 'main.ts' && /(?<![.\w'"`-])process\.(?!memoryUsage\b)\w/.test(code(file)))
    expect(touching).toEqual([])
  })

  test('no file or folder has a name that tells nothing', () => {
    const named = files.filter((file) =>
      file
        .replace(/\.ts$/, '')
        .split(path.sep)
        .some((part) => FORBIDDEN_NAMES.includes(part)),
    )
    expect(named).toEqual([])
  })
})

/** A file's source without comments and string literals. */
function code(file: string): string {
  return readFileSync(path.join(SRC, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
}
