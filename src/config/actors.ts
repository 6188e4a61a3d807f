import { z } from 'zod'
import { ACTOR_KINDS, type Actor, LANGUAGES, ROLE_STATUSES } from '../domain/actor.ts'
import { aliasProblems, roleProblems, sharedAliasProblems } from './actor-checks.ts'
import { checkList, checkValue, duplicates } from './check.ts'
import { suggestion } from './nearest.ts'
import type { Problem } from './problem.ts'
import { country, id, inOthers, partialDate, strict, text, texts, textThat, wordsByLanguage } from './shapes.ts'
import type { Source } from './source.ts'

const VERIFICATIONS = ['known', 'evidence', 'not-rechecked', 'unverified', 'former'] as const

function isPattern(value: string): boolean {
  try {
    new RegExp(value, 'u')
    return true
  } catch {
    return false
  }
}

const pattern = textThat(isPattern, 'is no regular expression', 'Write a stem such as Лавров, or Южн[а-я]+ Коре; escape ( ) [ ] . with \\.')

const role = strict({
  title: text,
  from: partialDate.nullable().default(null),
  to: partialDate.nullable().default(null),
  status: z.enum(ROLE_STATUSES),
})

const actorShape = strict({
  id,
  name: text,
  names: inOthers,
  kind: z.enum(ACTOR_KINDS),
  country,
  alignment: id,
  wikidata: textThat((value) => /^Q\d+$/.test(value), 'is no Wikidata id', 'Write Q and a number: Q58217.')
    .nullable()
    .default(null),
  roles: z.array(role).default([]),
  aliases: wordsByLanguage,
  ruStems: z.array(pattern).default([]),
  guards: z
    .array(strict({ alias: text, notFollowedBy: z.array(z.string()).default([]), notPrecededBy: z.array(z.string()).default([]) }))
    .default([]),
  aliasRisks: texts,
  verification: z.enum(VERIFICATIONS),
  asOf: partialDate.nullable().default(null),
  note: z.string().default(''),
})

const aliasKey = new RegExp(`^(${LANGUAGES.join('|')}):\\S`)

const sharedShape = z.record(
  textThat(
    (value) => aliasKey.test(value) && value === value.toLowerCase(),
    'is no shared alias',
    'Write language:alias in lower case, in quotes: "en:washington".',
  ),
  z.array(id).min(2),
)

/** By title, or by `PRK:title` where the title is said otherwise of one state. */
const titlesShape = z.record(text, inOthers.unwrap())

type Titles = z.infer<typeof titlesShape>

const titled = (actor: Actor, titles: Titles): Actor => ({
  ...actor,
  roles: actor.roles.map((role) => {
    const [all, own] = [titles[role.title], titles[`${actor.country}:${role.title}`]]
    return all === undefined && own === undefined ? role : { ...role, titles: { ...all, ...own } }
  }),
})

export type ReadActors = {
  readonly actors: readonly Actor[]
  readonly sharedAliases: Readonly<Record<string, readonly string[]>>
  readonly problems: readonly Problem[]
}

/** Reads `actors.yaml`. `alignments` are the ids that an actor may be watched for, besides `other`. */
export function readActors(source: Source, alignments: ReadonlySet<string>): ReadActors {
  const { entries, problems } = checkList<Actor>(source, 'actors', actorShape, ['sharedAliases', 'titles'])
  const raw = source.value as { sharedAliases?: unknown; titles?: unknown } | null
  const shared = checkValue(sharedShape, raw?.sharedAliases ?? {}, ['sharedAliases'], source.problem)
  const titles = checkValue(titlesShape, raw?.titles ?? {}, ['titles'], source.problem)
  const sharedAliases = 'value' in shared ? shared.value : {}
  const allowed = [...alignments, 'other']
  const strangers = entries
    .filter(({ value }) => alignments.size > 0 && !allowed.includes(value.alignment))
    .map(({ value, path }) =>
      source.problem([...path, 'alignment'], `"${value.alignment}" is no alignment`, suggestion(value.alignment, allowed)),
    )
  return {
    actors: entries.map(({ value }) => ('value' in titles ? titled(value, titles.value) : value)),
    sharedAliases,
    problems: [
      ...problems,
      ...('problems' in titles ? titles.problems : []),
      ...('problems' in shared ? shared.problems : sharedAliasProblems(source, entries, sharedAliases)),
      ...duplicates(source, entries, 'id', (actor) => actor.id),
      ...strangers,
      ...('value' in shared ? aliasProblems(source, entries, sharedAliases) : []),
      ...roleProblems(source, entries),
    ],
  }
}
