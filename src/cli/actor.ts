import { resolve } from 'node:path'
import { loadKnowledge } from '../config.ts'
import { type Actor, LANGUAGES, type Role, rolesOn } from '../domain/actor.ts'
import type { FoundActor } from '../domain/command.ts'
import { parseDay } from '../domain/day.ts'
import { createDirectory } from '../knowledge/directory.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly on?: string; readonly json?: boolean; readonly config: string }

/** `actor NAME`: who that is on a day, or who it may be. */
export const actor: Verb = (program, io) => {
  program
    .command('actor')
    .description('look an actor up by any name, in five languages, or by office')
    .argument('<name...>', 'a name, part of a name, or an office such as "Japanese PM"')
    .option('--on <date>', 'the day it is asked for (2025-07-12); today by default')
    .option('--json', 'print one JSON object')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (words: readonly string[], options: Options) => run(words.join(' '), options, io))
}

async function run(name: string, options: Options, io: Io): Promise<void> {
  const at = options.on === undefined ? Date.now() : parseDay(options.on)?.at
  if (at === undefined) {
    io.stderr.write(`actor: "${options.on}" is no date; write it as 2025-07-12\n`)
    return io.exit(2)
  }
  const { facts, wording } = await loadKnowledge({ dir: resolve(io.cwd, options.config) })
  const found = createDirectory(facts, wording).find(name, at)
  if (options.json === true) io.stdout.write(`${JSON.stringify(jsonOf(found, at))}\n`)
  else if (found.actor !== null) io.stdout.write(card(found.actor, at))
  else if (found.candidates.length > 0) io.stdout.write(candidates(name, found, at))
  if (found.actor !== null || found.candidates.length > 0) return
  io.stderr.write(`No actor is known as "${name}". Try a family name, or an office such as "Japanese PM".\n`)
  io.exit(1)
}

function jsonOf({ actor: found, candidates: others }: FoundActor, at: number): object {
  const full = found === null ? null : { ...found, rolesOnDate: rolesOn(found, at).map(({ title }) => title) }
  return { actor: full, candidates: others.map(({ id, name }) => ({ id, name })) }
}

function card(found: Actor, at: number): string {
  const names = LANGUAGES.flatMap((language) => (language === 'en' ? [] : found.aliases[language].slice(0, 1)))
  const held = rolesOn(found, at)
  const lines = [
    [found.name, ...names].join(' · '),
    `${found.kind}, ${found.country}, ${found.alignment} (${found.id})`,
    held.length === 0 ? 'no office on this day' : `on this day: ${held.map(({ title, status }) => title + doubt(status)).join('; ')}`,
    ...found.roles.map(roleLine),
    ...LANGUAGES.map((language) => `${language}: ${found.aliases[language].join(', ')}`),
    ...(found.note === '' ? [] : [found.note]),
  ]
  return `${lines.join('\n')}\n`
}

const roleLine = ({ title, from, to, status }: Role): string => `  ${from ?? '?'} to ${to ?? 'now'}: ${title}${doubt(status)}`
const doubt = (status: Role['status']): string => (status === 'unverified' ? ' (unverified)' : '')

function candidates(name: string, { candidates: others }: FoundActor, at: number): string {
  const lines = others.map((each) => {
    const role = rolesOn(each, at)[0]?.title
    return `  ${each.name} (${each.id})${role === undefined ? '' : `, ${role}`}\n`
  })
  return `"${name}" may be:\n${lines.join('')}`
}
