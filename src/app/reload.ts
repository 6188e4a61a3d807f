import { printProblem } from '../config/problem.ts'
import { type Config, ConfigError } from '../config.ts'
import type { Log } from '../domain/log.ts'
import type { Trouble } from '../domain/trouble.ts'
import type { Living } from './living.ts'

export type ReloadNeeds = {
  readonly living: Living
  /** Reads the files anew; rejects with every problem at once. */
  readonly load: () => Promise<Config>
  readonly log: Log
}

/** Reads `config/` again while the bot runs: all of it is taken over, or nothing. */
export type Reload = {
  /** Never rejects: what is wrong is told, and what was in use stays in use. A call during a run waits for it, and reads once more. */
  run(): Promise<void>
  /** What an operator should know of the last reading. */
  troubles(): readonly Trouble[]
}

const listed = (lines: readonly string[]): string => lines.join(' · ')

export function createReload({ living, load, log }: ReloadNeeds): Reload {
  let refused: readonly string[] = []
  let restart: readonly string[] = []
  let last: Promise<void> = Promise.resolve()
  for (const problem of living.problems()) log.warn({}, problem)

  const once = async (): Promise<void> => {
    const read = await load().catch((error: unknown) => problemsOf(error))
    const taken = Array.isArray(read) ? { kind: 'refused' as const, problems: read } : living.adopt(read as Config)
    refused = taken.kind === 'refused' ? taken.problems : []
    if (taken.kind === 'refused') {
      for (const problem of taken.problems) log.error({}, `config/ was read again and is not used: ${problem}`)
      return
    }
    restart = taken.restart
    log.info({ feeds: living.feeds().length, routes: living.routes().length }, 'config/ was read again and is in use')
    for (const problem of living.problems()) log.warn({}, problem)
    if (restart.length > 0) log.warn({ restart }, 'some of what was changed takes effect with the next start only')
  }

  return {
    run() {
      last = last.then(once)
      return last
    },
    troubles: () => [
      ...(refused.length === 0
        ? []
        : [trouble('reading', refused, `config/ was read again and is not used; what was in use before stays so: ${listed(refused)}`)]),
      ...(restart.length === 0
        ? []
        : [trouble('restart', restart, `Changed, and in use with the next start only: ${restart.join(', ')}.`)]),
    ],
  }
}

const trouble = (what: string, of: readonly string[], text: string): Trouble => ({ subject: `config:${what}`, mark: listed(of), text })

const problemsOf = (error: unknown): readonly string[] => {
  if (error instanceof ConfigError) return error.problems.map(printProblem)
  return [error instanceof Error ? error.message : String(error)]
}

/** What does not fit together in the configuration, as what a person should look at. */
export const configTroubles = (living: Pick<Living, 'problems'>): readonly Trouble[] =>
  living.problems().map((text) => ({ subject: `config:${text.slice(0, 80)}`, mark: text, text }))
