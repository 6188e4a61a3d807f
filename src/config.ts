import { existsSync } from 'node:fs'
import { readFile as readFileOfNode } from 'node:fs/promises'
import { join } from 'node:path'
import { readActors } from './config/actors.ts'
import { NO_AFFAIRS, readAffairs } from './config/affairs.ts'
import { readAlignments } from './config/alignments.ts'
import { idsIn } from './config/check.ts'
import { type Environment, misspelt } from './config/environment.ts'
import { readEvents } from './config/events.ts'
import { readFeeds } from './config/feeds.ts'
import { deepFreeze } from './config/freeze.ts'
import { readScoring, readWording } from './config/judging.ts'
import { type ConfiguredModel, readModel } from './config/model.ts'
import { NO_OFFICES, readOffices } from './config/offices.ts'
import { ConfigError, NoConfigFolder, type Problem } from './config/problem.ts'
import { readRoutes, tokenProblems } from './config/routes.ts'
import { readSecrets, type Secrets } from './config/secrets.ts'
import { DEFAULT_SETTINGS, readSettings, type Settings } from './config/settings.ts'
import { readSource, type Source } from './config/source.ts'
import { readWebhooks } from './config/webhooks.ts'
import { readYaml } from './config/yaml.ts'
import type { Route } from './domain/delivery.ts'
import type { Feed } from './domain/feed.ts'
import type { Facts } from './domain/knowledge.ts'
import type { Webhook } from './domain/webhook.ts'
import type { Scoring, Wording } from './domain/wording.ts'

export { ConfigError, type Problem } from './config/problem.ts'
export type { Secrets } from './config/secrets.ts'
export type { Settings } from './config/settings.ts'

/** Everything an operator decides, frozen. */
export type Config = {
  readonly dir: string
  readonly settings: Settings
  readonly feeds: readonly Feed[]
  readonly facts: Facts
  /** How the languages speak of states, and what each finding is worth: what judging needs besides the facts. */
  readonly wording: Wording
  readonly scoring: Scoring
  readonly routes: readonly Route[]
  /** The receivers that routes lead to. */
  readonly webhooks: readonly Webhook[]
  readonly secrets: Secrets
  /** The language model that may be asked; null for none, which is the default. */
  readonly model: ConfiguredModel | null
  /** What is not wrong, but may not be meant: to be told once at the start. */
  readonly warnings: readonly Problem[]
}

export type ConfigOptions = {
  /** The folder with the YAML files. */
  readonly dir: string
  readonly env: Environment
  /** For tests: reads a file as UTF-8. */
  readonly readFile?: (path: string) => Promise<string>
}

const fromDisk = (path: string): Promise<string> => readFileOfNode(path, 'utf8')

async function open(options: Pick<ConfigOptions, 'dir' | 'readFile'>, name: string, problems: Problem[]): Promise<Source | null> {
  const file = join(options.dir, name)
  try {
    const source = readSource(file, await (options.readFile ?? fromDisk)(file), readYaml)
    if ('value' in source) return source
    problems.push(...source)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT' && !existsSync(options.dir)) throw new NoConfigFolder(options.dir)
    const message = code === 'ENOENT' ? 'the file is missing' : `the file cannot be read (${code || String(error)})`
    problems.push({ file, line: null, path: '', message, fix: 'Put it back from the repository, or name another folder with --config.' })
  }
  return null
}

/** The ids that the files name, those of wrong entries too: one mistake makes no second one of what refers to it. */
type KnownIds = { readonly actorIds: ReadonlySet<string>; readonly alignmentIds: ReadonlySet<string> }

/** The part of the configuration that judging and telling need: actors, events, alignments, offices, affairs. */
async function readFacts(
  options: Pick<ConfigOptions, 'dir' | 'readFile'>,
  problems: Problem[],
): Promise<{ readonly facts: Facts } & KnownIds> {
  const [actorsFile, eventsFile, alignmentsFile, officesFile, affairsFile] = await Promise.all(
    ['actors.yaml', 'events.yaml', 'alignments.yaml', 'offices.yaml', 'affairs.yaml'].map((name) => open(options, name, problems)),
  )
  const actorIds = idsIn(actorsFile ?? null, 'actors')
  const alignments = alignmentsFile ? readAlignments(alignmentsFile, actorIds) : { alignments: [], problems: [] }
  const alignmentIds = idsIn(alignmentsFile ?? null, 'alignments')
  const actors = actorsFile ? readActors(actorsFile, alignmentIds) : { actors: [], sharedAliases: {}, problems: [] }
  const events = eventsFile ? readEvents(eventsFile) : { lexicon: NO_LEXICON, problems: [] }
  const offices = officesFile ? readOffices(officesFile) : { offices: NO_OFFICES, problems: [] }
  const affairs = affairsFile ? readAffairs(affairsFile) : { affairs: NO_AFFAIRS, problems: [] }
  problems.push(...alignments.problems, ...actors.problems, ...events.problems, ...offices.problems, ...affairs.problems)
  const facts = {
    actors: actors.actors,
    sharedAliases: actors.sharedAliases,
    lexicon: events.lexicon,
    alignments: alignments.alignments,
    offices: offices.offices,
    affairs: affairs.affairs,
  }
  return { facts, actorIds, alignmentIds }
}

const noWords = { en: [], ko: [], ja: [], ru: [], zh: [] }
const NO_LEXICON: Facts['lexicon'] = {
  categories: [],
  subtypes: [],
  cues: { future: noWords, hypothetical: noWords, negation: noWords, historical: noWords, alleged: noWords },
  falseFriends: [],
}

const NO_WORDING: Wording = {
  states: {},
  letters: {},
  pairs: {},
  triples: {},
  lone: {},
  masks: [],
  unsure: [],
  towards: [],
  familyNames: {},
  titles: [],
  between: [],
  themes: {},
  background: { before: [], after: [] },
}
const NO_SCORING: Scoring = { bias: 0, scale: 1, points: {} }

/** How judging reads and weighs. */
async function readJudging(
  options: Pick<ConfigOptions, 'dir' | 'readFile'>,
  alignmentIds: ReadonlySet<string>,
  problems: Problem[],
): Promise<{ readonly wording: Wording; readonly scoring: Scoring }> {
  const [wordingFile, scoringFile] = await Promise.all(['wording.yaml', 'scoring.yaml'].map((name) => open(options, name, problems)))
  const wording = wordingFile ? readWording(wordingFile) : { value: NO_WORDING }
  const scoring = scoringFile ? readScoring(scoringFile, alignmentIds) : { value: NO_SCORING }
  problems.push(...('problems' in wording ? wording.problems : []), ...('problems' in scoring ? scoring.problems : []))
  return { wording: 'value' in wording ? wording.value : NO_WORDING, scoring: 'value' in scoring ? scoring.value : NO_SCORING }
}

/** What judging needs, alone: for verbs that neither poll nor post. Throws `ConfigError` with every problem at once. */
export async function loadFacts(options: Pick<ConfigOptions, 'dir' | 'readFile'>): Promise<Facts> {
  const { facts } = await loadKnowledge(options)
  return facts
}

/** Facts, wording and scoring: all that an assessor is made of. Throws `ConfigError` with every problem at once. */
export async function loadKnowledge(
  options: Pick<ConfigOptions, 'dir' | 'readFile'>,
): Promise<Pick<Config, 'facts' | 'wording' | 'scoring'>> {
  const problems: Problem[] = []
  const { facts, alignmentIds } = await readFacts(options, problems)
  const judging = await readJudging(options, alignmentIds, problems)
  if (problems.length > 0) throw new ConfigError(problems)
  return deepFreeze({ facts, ...judging })
}

/** Reads `dir/*.yaml` and the environment into one frozen Config. Throws `ConfigError` with every problem at once. */
export async function loadConfig(options: ConfigOptions): Promise<Config> {
  const problems: Problem[] = []
  const [settingsFile, feedsFile, routesFile] = await Promise.all(
    ['settings.yaml', 'feeds.yaml', 'routes.yaml'].map((name) => open(options, name, problems)),
  )
  const { facts, actorIds, alignmentIds } = await readFacts(options, problems)
  const judging = await readJudging(options, alignmentIds, problems)
  const settings = settingsFile ? readSettings(settingsFile, options.env) : { settings: DEFAULT_SETTINGS, problems: [], warnings: [] }
  const feeds = feedsFile ? readFeeds(feedsFile, alignmentIds, settings.settings.poll.intervalMs) : { feeds: [], problems: [] }
  const { timeZone, language } = settings.settings
  const routes = readRoutes(routesFile ?? null, options.env, { alignments: facts.alignments, alignmentIds, actorIds, timeZone, language })
  const secrets = await readSecrets(options.env, options.readFile ?? fromDisk)
  const webhooks = await readWebhooks(routesFile ?? null, routes.routes, options.env, options.readFile ?? fromDisk)
  const model = await readModel(options.env, options.readFile ?? fromDisk)
  const tokens = tokenProblems(routes.routes, secrets.secrets)
  problems.push(
    ...settings.problems,
    ...feeds.problems,
    ...routes.problems,
    ...secrets.problems,
    ...tokens.problems,
    ...webhooks.problems,
    ...model.problems,
  )
  if (problems.length > 0) throw new ConfigError(problems)
  return deepFreeze({
    dir: options.dir,
    settings: settings.settings,
    feeds: feeds.feeds,
    facts,
    ...judging,
    routes: routes.routes,
    webhooks: webhooks.webhooks,
    secrets: secrets.secrets,
    model: model.model,
    warnings: [
      ...settings.warnings,
      ...secrets.warnings,
      ...routes.warnings,
      ...tokens.warnings,
      ...webhooks.warnings,
      ...model.warnings,
      ...misspelt(options.env),
    ],
  })
}
