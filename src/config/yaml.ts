import { UNREADABLE } from './source.ts'

/*
 * A quick reader for the YAML that config/ is written in: block maps and lists, flow maps and lists over any number of
 * lines, plain and quoted texts on one line, `>-` texts, comments. It reads the whole of config/ in a tenth of the time that
 * the full reader takes, which is most of a cold start. Whatever it does not know for certain (anchors, tags, `|`, documents,
 * doubled keys, odd indentation, every mistake) it leaves to the full reader, by answering `UNREADABLE`.
 */

class Unsure extends Error {}

const unsure = (): never => {
  throw new Unsure()
}

type Reader = { readonly lines: string[]; at: number }

/** The value of a YAML text as the full reader would give it; `UNREADABLE` where that one must read it. */
export function readYaml(text: string): unknown {
  const reader: Reader = { lines: text.split(/\r?\n/), at: 0 }
  try {
    const first = peek(reader)
    if (first === undefined || text.includes('\t')) return UNREADABLE
    const value = readBlock(reader, indentOf(first))
    return peek(reader) === undefined ? value : UNREADABLE
  } catch (error) {
    if (error instanceof Unsure) return UNREADABLE
    throw error
  }
}

const indentOf = (line: string): number => line.length - line.trimStart().length

/** The next line that says something; blank lines and comments are passed over. */
function peek(reader: Reader): string | undefined {
  while (reader.at < reader.lines.length) {
    const line = reader.lines[reader.at] ?? ''
    const first = line.trimStart()
    if (first !== '' && !first.startsWith('#')) return line
    reader.at++
  }
  return undefined
}

const isItem = (content: string): boolean => content === '-' || content.startsWith('- ')

function readBlock(reader: Reader, indent: number): unknown {
  const content = (peek(reader) ?? '').slice(indent)
  return isItem(content) ? readList(reader, indent) : readMap(reader, indent)
}

const KEY = /^(\p{L}[\p{L}\w-]*|"[^"\\]*"):(?: +(.*))?$/u

function readMap(reader: Reader, indent: number): Record<string, unknown> {
  const map: Record<string, unknown> = {}
  for (let line = peek(reader); line !== undefined && indentOf(line) >= indent; line = peek(reader)) {
    const [, written = '', rest = ''] = (indentOf(line) === indent && KEY.exec(line.slice(indent))) || unsure()
    const key = written.startsWith('"') ? written.slice(1, -1) : written
    if (key in map) unsure()
    reader.at++
    map[key] = readValue(reader, rest, indent)
  }
  return map
}

function readList(reader: Reader, indent: number): unknown[] {
  const list: unknown[] = []
  for (let line = peek(reader); line !== undefined && indentOf(line) >= indent; line = peek(reader)) {
    const content = line.slice(indent)
    if (indentOf(line) !== indent || !isItem(content)) unsure()
    const rest = content.slice(1).trimStart()
    if (KEY.test(rest)) {
      const inner = line.length - rest.length
      reader.lines[reader.at] = ' '.repeat(inner) + rest
      list.push(readMap(reader, inner))
    } else {
      reader.at++
      list.push(readValue(reader, rest, indent))
    }
  }
  return list
}

/** What stands after `key:` or `-` in a block of this indentation. */
function readValue(reader: Reader, rest: string, indent: number): unknown {
  if (rest === '' || rest.startsWith('#')) {
    const next = peek(reader)
    if (next === undefined || indentOf(next) < indent) return null
    return indentOf(next) > indent ? readBlock(reader, indentOf(next)) : isItem(next.slice(indent)) ? unsure() : null
  }
  if (rest.startsWith('[') || rest.startsWith('{')) return readFlow(reader, rest, indent)
  if (rest === '>-') return readFolded(reader, indent)
  const next = reader.lines[reader.at]
  if (next !== undefined && next.trim() !== '' && indentOf(next) > indent && !next.trimStart().startsWith('#')) unsure()
  return readScalar(rest)
}

function readFolded(reader: Reader, indent: number): string {
  const first = reader.lines[reader.at] ?? ''
  const inner = indentOf(first)
  if (inner <= indent) unsure()
  const parts: string[] = []
  for (let line = first; line.trim() !== '' && indentOf(line) >= inner; line = reader.lines[reader.at] ?? '') {
    if (indentOf(line) > inner || line.endsWith(' ')) unsure()
    parts.push(line.slice(inner))
    reader.at++
  }
  const next = peek(reader)
  if (next !== undefined && indentOf(next) > indent) unsure()
  return parts.join(' ')
}

const QUOTED = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')/

/** A quoted text at the beginning, with its length. */
function quotedAt(text: string): { readonly value: string; readonly length: number } {
  const [whole, double, single = ''] = QUOTED.exec(text) ?? unsure()
  if (double === undefined) return { value: single.replaceAll("''", "'"), length: whole.length }
  try {
    return { value: JSON.parse(whole) as string, length: whole.length }
  } catch {
    return unsure()
  }
}

function readScalar(text: string): unknown {
  if (text.startsWith('"') || text.startsWith("'")) {
    const { value, length } = quotedAt(text)
    return /^\s*$|^\s+#/.test(text.slice(length)) ? value : unsure()
  }
  return plain(text.replace(/\s+#.*$/, ''))
}

/** What a plain text means by the core schema. */
function plain(written: string): unknown {
  const text = written.trim()
  if (/^(?:null|Null|NULL|~)$/.test(text)) return null
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase() === 'true'
  if (/^[-+]?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return Number(text)
  if (text === '' || /^[-?:,[\]{}#&*!|>'"%@`+.]/.test(text) || /^0[\dox]|: |:$| #/.test(text) || /^[\d.]+e/i.test(text)) unsure()
  return text
}

/** Thrown where a flow list or map goes on in the next line. */
class More extends Error {}

const LONGEST_FLOW = 200

/** Whether a flow list or map may end here; a text that cannot end is not tried. */
const mayEnd = (text: string): boolean => text.endsWith(']') || text.endsWith('}') || text.includes('#')

function readFlow(reader: Reader, rest: string, indent: number): unknown {
  let text = rest.trimEnd()
  for (let lines = 0; lines < LONGEST_FLOW; lines++) {
    const read = mayEnd(text) ? tryFlow(text) : null
    if (read !== null) return read.value
    const next = reader.lines[reader.at] ?? unsure()
    if (next.trim() === '' || indentOf(next) < indent || next.includes('#')) unsure()
    text += ` ${next.trim()}`
    reader.at++
  }
  return unsure()
}

/** The flow list or map that a text is; null where it goes on in the next line. */
function tryFlow(text: string): { readonly value: unknown } | null {
  try {
    const { value, end } = flowAt(text, 0)
    return /^\s*$|^\s+#/.test(text.slice(end)) ? { value } : unsure()
  } catch (error) {
    if (error instanceof More) return null
    throw error
  }
}

type At<T> = { readonly value: T; readonly end: number }

const past = (text: string, at: number): number => {
  let end = at
  while (text[end] === ' ') end++
  if (end >= text.length) throw new More()
  return end
}

function flowAt(text: string, at: number): At<unknown> {
  const sign = text[at]
  if (sign === '[') return flowList(text, at + 1)
  if (sign === '{') return flowMap(text, at + 1)
  if (sign === '"' || sign === "'") {
    const { value, length } = quotedAt(text.slice(at))
    return { value, end: at + length }
  }
  return flowPlain(text, at)
}

const SIGN = /[,[\]{}]/g

function flowPlain(text: string, at: number): At<unknown> {
  SIGN.lastIndex = at
  const end = SIGN.exec(text)?.index ?? text.length
  if (end >= text.length) throw new More()
  if (text[end] === '[' || text[end] === '{') unsure()
  return { value: plain(text.slice(at, end)), end }
}

function flowList(text: string, from: number): At<unknown[]> {
  const list: unknown[] = []
  let at = past(text, from)
  while (text[at] !== ']') {
    const item = flowAt(text, at)
    list.push(item.value)
    at = past(text, item.end)
    if (text[at] === ',') at = past(text, at + 1)
    else if (text[at] !== ']') unsure()
  }
  return { value: list, end: at + 1 }
}

function flowMap(text: string, from: number): At<Record<string, unknown>> {
  const map: Record<string, unknown> = {}
  let at = past(text, from)
  while (text[at] !== '}') {
    const [whole, key = ''] = /^(\p{L}[\p{L}\w-]*): +/u.exec(text.slice(at)) ?? unsure()
    if (key in map) unsure()
    const item = flowAt(text, past(text, at + whole.length))
    map[key] = item.value
    at = past(text, item.end)
    if (text[at] === ',') at = past(text, at + 1)
    else if (text[at] !== '}') unsure()
  }
  return { value: map, end: at + 1 }
}
