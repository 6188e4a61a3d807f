import { z } from 'zod'
import { type Alignment, type AlignmentRule, RULE_TESTS } from '../domain/alignment.ts'
import { checkList, duplicates, type Entry } from './check.ts'
import { suggestion } from './nearest.ts'
import type { Problem } from './problem.ts'
import { country, id, inOthers, strict, text, textThat, told } from './shapes.ts'
import type { Source } from './source.ts'

export const threshold = z.number().refine((value) => value >= 0 && value <= 1, {
  error: (issue) => told(`${String(issue.input)} is no threshold`, 'Write a number from 0 to 1.'),
})

const ruleShape = strict({
  id: textThat((value) => /^[A-Z]\d+$/.test(value), 'is no rule number', 'Write a capital and a number, as the codebook does: A1.'),
  test: z.enum(RULE_TESTS),
  text,
  texts: inOthers,
  sender: country.nullable().default(null),
  theatre: z.array(country).default([]),
})

const alignmentShape = strict({
  id,
  label: text,
  labels: inOthers,
  colour: textThat((value) => /^#[0-9a-f]{6}$/i.test(value), 'is no colour', 'Write # and six hexadecimal digits, in quotes: "#0072b2".'),
  states: z.array(country).min(2),
  collectives: z.array(id).default([]),
  instruments: z.array(id).default([]),
  hosts: z.array(country).optional(),
  rules: z.array(ruleShape).min(1),
  threshold,
})

const LISTS = ['collectives', 'instruments'] as const

function strangers(source: Source, { value, path }: Entry<Alignment>, actors: ReadonlySet<string>): readonly Problem[] {
  return LISTS.flatMap((list) =>
    value[list].flatMap((actor, index) =>
      actors.has(actor)
        ? []
        : [source.problem([...path, list, index], `"${actor}" is no actor of actors.yaml`, suggestion(actor, [...actors]))],
    ),
  )
}

function ruleProblems(source: Source, { value, path }: Entry<Alignment>): readonly Problem[] {
  const entries: readonly Entry<AlignmentRule>[] = value.rules.map((rule, index) => ({ value: rule, path: [...path, 'rules', index] }))
  const halves = entries.flatMap((entry) => {
    const named = entry.value.sender !== null && entry.value.theatre.length > 0
    if ((entry.value.test === 'theatre') === named) return []
    return entry.value.test === 'theatre'
      ? [
          source.problem(
            entry.path,
            `rule ${entry.value.id} says neither whose people nor in which war`,
            'Add sender: PRK and theatre: [UKR].',
          ),
        ]
      : [
          source.problem(
            entry.path,
            `rule ${entry.value.id} has a sender, but does not test a theatre`,
            'Write test: theatre, or remove sender and theatre.',
          ),
        ]
  })
  return [...halves, ...duplicates(source, entries, 'id', (rule) => rule.id)]
}

/** Reads `alignments.yaml`. `actors` are the ids that collectives and instruments may name. */
export function readAlignments(
  source: Source,
  actors: ReadonlySet<string>,
): { readonly alignments: readonly Alignment[]; readonly problems: readonly Problem[] } {
  const { entries, problems } = checkList<Alignment>(source, 'alignments', alignmentShape)
  return {
    alignments: entries.map(({ value }) => value),
    problems: [
      ...problems,
      ...duplicates(source, entries, 'id', (alignment) => alignment.id),
      ...entries.flatMap((entry) => [...(actors.size > 0 ? strangers(source, entry, actors) : []), ...ruleProblems(source, entry)]),
    ],
  }
}
