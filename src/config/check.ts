import type { z } from 'zod'
import { suggestion } from './nearest.ts'
import { type Problem, printPath } from './problem.ts'
import type { Source } from './source.ts'

type Issue = z.core.$ZodIssue
type Told = { readonly path: readonly PropertyKey[]; readonly message: string; readonly fix: string }

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

function unknownKeys(issue: Extract<Issue, { code: 'unrecognized_keys' }>): readonly Told[] {
  const allowed = issue.message.split(' ')
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: `the key "${key}" is not known here`,
    fix: suggestion(key, allowed),
  }))
}

function wrongType(issue: Extract<Issue, { code: 'invalid_type' }>): Told {
  const wanted = KINDS[issue.expected] ?? issue.expected
  const name = String(issue.path.at(-1) ?? 'the file')
  if (issue.input === undefined) return { path: issue.path, message: `"${name}" is missing`, fix: `Add it: ${wanted}.` }
  return { path: issue.path, message: `"${name}" is not ${wanted}`, fix: `Write ${wanted}.` }
}

function wrongChoice(issue: Extract<Issue, { code: 'invalid_value' }>): Told {
  const name = String(issue.path.at(-1) ?? '')
  const known = issue.values.map(String)
  if (issue.input === undefined) return { path: issue.path, message: `"${name}" is missing`, fix: `Allowed: ${known.join(', ')}.` }
  return { path: issue.path, message: `"${String(issue.input)}" is no ${name}`, fix: suggestion(String(issue.input), known) }
}

/** What zod found, in a person's words. */
function tell(issue: Issue): readonly Told[] {
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue)
  if (issue.code === 'invalid_key') return issue.issues.flatMap((inner) => tell({ ...inner, path: issue.path } as Issue))
  const [message = '', fix] = issue.message.split('\n')
  if (fix !== undefined) return [{ path: issue.path, message, fix }]
  if (issue.code === 'invalid_type') return [wrongType(issue)]
  if (issue.code === 'invalid_value') return [wrongChoice(issue)]
  if (issue.code === 'too_small') return [{ path: issue.path, message: 'too little stands here', fix: `At least ${issue.minimum}.` }]
  if (issue.code === 'too_big') return [{ path: issue.path, message: 'too much stands here', fix: `At most ${issue.maximum}.` }]
  return [{ path: issue.path, message, fix: '' }]
}

/** The problems of a value against a schema, or the value as the schema gives it. */
export function checkValue<T>(
  schema: z.ZodType<T>,
  value: unknown,
  at: readonly PropertyKey[],
  problemAt: Source['problem'],
): { readonly value: T } | { readonly problems: readonly Problem[] } {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return { value: result.data }
  const told = result.error.issues.flatMap(tell)
  return { problems: told.map(({ path, message, fix }) => problemAt([...at, ...path], message, fix)) }
}

/** An entry of a list that is right in itself, with its place. */
export type Entry<T> = { readonly value: T; readonly path: readonly PropertyKey[] }

/**
 * Checks the list under `key`, entry by entry, so that one bad entry hides no mistake of another. Other keys than those
 * in `beside` are problems.
 */
export function checkList<T>(
  source: Source,
  key: string,
  schema: z.ZodType<T>,
  beside: readonly string[] = [],
): { readonly entries: readonly Entry<T>[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const top = source.value
  if (typeof top !== 'object' || top === null || Array.isArray(top))
    return { entries: [], problems: [source.problem([], `the file does not begin with "${key}:"`, `Begin it with "${key}:" and a list.`)] }
  for (const other of Object.keys(top))
    if (other !== key && !beside.includes(other))
      problems.push(source.problem([other], `the key "${other}" is not known here`, suggestion(other, [key, ...beside])))
  const list: unknown = (top as Record<string, unknown>)[key]
  if (!Array.isArray(list)) {
    problems.push(
      source.problem([key], list === undefined ? `"${key}" is missing` : `"${key}" is not a list`, 'Write a list: lines with "- ".'),
    )
    return { entries: [], problems }
  }
  const entries: Entry<T>[] = []
  list.forEach((value: unknown, index) => {
    const checked = checkValue(schema, value, [key, index], source.problem)
    if ('value' in checked) entries.push({ value: checked.value, path: [key, index] })
    else problems.push(...checked.problems)
  })
  return { entries, problems }
}

/** The second and later of entries that share a value, as problems. */
export function duplicates<T>(source: Source, entries: readonly Entry<T>[], key: string, pick: (value: T) => string): readonly Problem[] {
  const first = new Map<string, Entry<T>>()
  const problems: Problem[] = []
  for (const entry of entries) {
    const value = pick(entry.value)
    const before = first.get(value)
    if (before === undefined) first.set(value, entry)
    else
      problems.push(
        source.problem(
          [...entry.path, key],
          `the ${key} "${value}" was given before, at ${printPath(before.path)} (line ${source.lineOf(before.path)})`,
          `Give it another ${key}, or remove one of the two.`,
        ),
      )
  }
  return problems
}

/** The ids that stand in a list, those of wrong entries too: what refers to them is not wrong for that. */
export function idsIn(source: Source | null, key: string): ReadonlySet<string> {
  const list: unknown = (source?.value as Record<string, unknown> | null | undefined)?.[key]
  if (!Array.isArray(list)) return new Set()
  return new Set(list.map((entry: { id?: unknown } | null) => entry?.id).filter((id): id is string => typeof id === 'string'))
}
