import { createRequire } from 'node:module'
import type { Document, LineCounter, Node, Pair } from 'yaml'
import { type Problem, printPath } from './problem.ts'

/** One YAML file as read: its value, and the way back from a place in it to a line. */
export type Source = {
  readonly file: string
  readonly value: unknown
  /** The line of the node at a path, or of the nearest node above it that stands in the file. */
  lineOf(path: readonly PropertyKey[]): number | null
  /** Makes a problem at a path. */
  problem(path: readonly PropertyKey[], message: string, fix: string): Problem
}

type Yaml = typeof import('yaml')
type Positions = { readonly document: Document; readonly lines: LineCounter; readonly yaml: Yaml }

// Loaded only where a file needs it: most starts never do.
const loadYaml = (): Yaml => createRequire(import.meta.url)('yaml')

function positionsOf(text: string): Positions {
  const yaml = loadYaml()
  const lines = new yaml.LineCounter()
  return { document: yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines, yaml }
}

function offsetOf({ document, yaml }: Positions, path: readonly PropertyKey[]): number | null {
  let node: unknown = document.contents
  let offset = (document.contents as Node | null)?.range?.[0] ?? null
  for (const part of path) {
    if (yaml.isSeq(node)) node = node.items[Number(part)]
    else if (yaml.isMap(node)) {
      const pair = node.items.find((item: Pair) => yaml.isScalar(item.key) && item.key.value === part)
      const key = pair?.key as Node | undefined
      if (key?.range) offset = key.range[0]
      node = pair?.value
    } else return offset
    if (node === undefined || node === null) return offset
    if (!yaml.isMap(node) || typeof part === 'number') offset = (node as Node).range?.[0] ?? offset
  }
  return offset
}

const INDENT = 'Mind the indentation (spaces, no tabs), and put quotes around a text that holds ": " or begins with a sign.'

/** The YAML syntax errors of a text. After one that is no doubled key, the reader is lost: what follows would only repeat it. */
function syntaxProblems(file: string, { document, lines }: Positions): readonly Problem[] {
  const doubled = document.errors.filter((error) => error.code === 'DUPLICATE_KEY')
  const lost = document.errors.find((error) => error.code !== 'DUPLICATE_KEY')
  const at = (error: { readonly pos: readonly [number, number] }): number => lines.linePos(error.pos[0]).line
  return [
    ...doubled.map((error) => ({
      file,
      line: at(error),
      path: '',
      message: 'this key was given before in the same group',
      fix: 'Remove one of the two.',
    })),
    ...(lost === undefined
      ? []
      : [{ file, line: at(lost), path: '', message: `this is not valid YAML: ${lost.message.replace(/\.?\s*$/, '')}`, fix: INDENT }]),
  ]
}

/** What the full reader makes of a document. An alias of nothing, or one that unfolds into too much, is seen only then. */
function inFull(file: string, { document }: Positions): { readonly value: unknown } | Problem {
  try {
    return { value: document.toJS() }
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\.?\s*$/, '') : String(error)
    return {
      file,
      line: null,
      path: '',
      message: `this is not valid YAML: ${why}`,
      fix: 'Write the value itself, in quotes where it begins with * or &.',
    }
  }
}

/** Reads a YAML text. Answers its problems instead where it is not valid YAML. */
export function readSource(file: string, text: string, parse: (text: string) => unknown): Source | readonly Problem[] {
  let known: Positions | null = null
  const positions = (): Positions => {
    known ??= positionsOf(text)
    return known
  }
  const value = parse(text)
  if (value === UNREADABLE) {
    const problems = syntaxProblems(file, positions())
    if (problems.length > 0) return problems
  }
  const read = value === UNREADABLE ? inFull(file, positions()) : { value }
  if (!('value' in read)) return [read]
  const lineOf = (path: readonly PropertyKey[]): number | null => {
    const offset = offsetOf(positions(), path)
    return offset === null ? null : positions().lines.linePos(offset).line
  }
  return {
    file,
    value: read.value,
    lineOf,
    problem: (path, message, fix) => ({ file, line: lineOf(path), path: printPath(path), message, fix }),
  }
}

/** What a quick reader answers for a text that it leaves to the full one. */
export const UNREADABLE: unique symbol = Symbol('unreadable')
