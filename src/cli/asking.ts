import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { storeOptions } from '../app/store-options.ts'
import { type Config, loadConfig } from '../config.ts'
import type { Assessment } from '../domain/assessment.ts'
import { silentLog } from '../domain/log.ts'
import type { ModelMemory } from '../domain/model.ts'
import type { ItemText } from '../judgement/assess.ts'
import { askOpinions, borderline, type Opinions } from '../judgement/opinion.ts'
import { openStore } from '../store/store.ts'
import { withDryRoutes } from './dry-routes.ts'
import { type Io, UsedWrongly } from './verb.ts'

/** A verb's way to the operator's model, with what it answered the bot before. */
export type Asking = AsyncDisposable & { readonly config: Config; readonly memory: ModelMemory }

/** What a look at the model needs of the environment; the rest is for the bot itself. */
const NEEDED = /^(?:MODEL_|STORE_PATH$|DATABASE_URL(?:_FILE)?$)/

/** Opens the model that the environment names. Throws `UsedWrongly` where it names none. Where there is no store yet, nothing is kept. */
export async function openAsking(io: Io, folder: string): Promise<Asking> {
  const dir = resolve(io.cwd, folder)
  const env = Object.fromEntries(Object.entries(io.env).filter(([name]) => NEEDED.test(name)))
  const config = await loadConfig({ dir, env, readFile: withDryRoutes(dir) })
  if (config.model === null) throw new UsedWrongly('no language model is named: set MODEL_BASE_URL and MODEL_NAME, or leave out --model.')
  const path = resolve(io.cwd, config.settings.store.path)
  const isThere = config.secrets.databaseUrl !== null || existsSync(path)
  if (!isThere) io.stderr.write(`there is no store at ${path}: what the model answers is not kept\n`)
  const store = await openStore(isThere ? storeOptions(config, path) : { path: ':memory:' })
  return { config, memory: store.model, [Symbol.asyncDispose]: () => store.close() }
}

/** Second opinions on single items, as the bot would ask them. */
export async function openOpinions(
  { config, memory }: Asking,
  signal: AbortSignal,
): Promise<(item: ItemText, assessment: Assessment) => Promise<Opinions>> {
  const { createModel } = await import('../model/model.ts')
  const { band, ...limits } = config.settings.model
  if (config.model === null) return async () => ({})
  const model = createModel({ endpoint: config.model, limits, memory, clock: Date.now, log: silentLog })
  const source = { outlet: '', country: 'UNO', kind: 'newspaper', bloc: 'other' } as const
  return (item, assessment) => askOpinions({ ...item, source }, borderline(assessment, config.facts.alignments, band), model, signal)
}
