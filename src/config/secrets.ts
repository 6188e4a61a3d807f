import { ADDRESS_SHAPE, databasePlace, queryTrouble } from '../domain/database-address.ts'
import { Secret } from '../domain/secret.ts'
import { type Environment, variable } from './environment.ts'
import type { Problem } from './problem.ts'

export type Secrets = {
  readonly discordToken: Secret | null
  readonly slackBotToken: Secret | null
  readonly slackAppToken: Secret | null
  /** With it Slack sends its requests to us, in place of socket mode. */
  readonly slackSigningSecret: Secret | null
  /** Where the store is a Postgres database: its address, with the password. */
  readonly databaseUrl: Secret | null
  /** Who gives it on the page may see what went where, and change what the page lets be changed; null for nobody. */
  readonly webToken: Secret | null
}

/** Reads a file as UTF-8. */
export type ReadFile = (path: string) => Promise<string>

const problem = (name: string, message: string, fix: string): Problem => ({ file: 'environment', line: null, path: name, message, fix })

/** One secret, from NAME or from the file in NAME_FILE. No problem ever holds its value. */
export async function readSecret(env: Environment, name: string, readFile: ReadFile, problems: Problem[]): Promise<Secret | null> {
  const inline = variable(env, name)
  const file = variable(env, `${name}_FILE`)
  if (inline !== null && file !== null) {
    problems.push(problem(name, `both ${name} and ${name}_FILE are set`, 'Set only one of the two.'))
    return null
  }
  if (file === null) return inline === null ? null : new Secret(inline)
  try {
    const value = (await readFile(file)).trim()
    if (value !== '') return new Secret(value)
    problems.push(problem(`${name}_FILE`, `the file ${file} is empty`, 'Put the secret into it, and nothing else.'))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    problems.push(problem(`${name}_FILE`, `the file ${file} cannot be read (${reason})`, 'Name a file that this user may read.'))
  }
  return null
}

/** The address of the store, where it is no file. A wrong one is told without a letter of it: it holds a password. */
export async function readDatabaseUrl(env: Environment, readFile: ReadFile, problems: Problem[]): Promise<Secret | null> {
  const url = await readSecret(env, 'DATABASE_URL', readFile, problems)
  if (url === null) return null
  if (databasePlace(url.reveal()) !== null) {
    const trouble = queryTrouble(url.reveal())
    if (trouble === null) return url
    problems.push(problem('DATABASE_URL', trouble.message, trouble.fix))
    return null
  }
  const fix = `Write ${ADDRESS_SHAPE}; in the password, write @ as %40, : as %3A, / as %2F and # as %23.`
  problems.push(problem('DATABASE_URL', 'this is not the address of a Postgres database', fix))
  return null
}

/** Slack's tokens say by their first letters what they are; two swapped ones are the usual mistake. */
function prefixWarning(name: string, secret: Secret | null, prefix: string): readonly Problem[] {
  if (secret === null || secret.reveal().startsWith(prefix)) return []
  return [
    problem(
      name,
      `this token does not begin with ${prefix}`,
      `Slack's page of your app shows which token does; the two are easily swapped.`,
    ),
  ]
}

/** As many characters as cannot be guessed over the network. */
const LEAST_TOKEN = 16

function tooShort(name: string, secret: Secret | null): readonly Problem[] {
  if (secret === null || secret.reveal().length >= LEAST_TOKEN) return []
  return [
    problem(name, `it has fewer than ${LEAST_TOKEN} characters and can be guessed`, 'Take a long one: openssl rand -hex 24 makes one.'),
  ]
}

/** Reads every secret of the environment. */
export async function readSecrets(
  env: Environment,
  readFile: ReadFile,
): Promise<{ readonly secrets: Secrets; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }> {
  const problems: Problem[] = []
  const discordToken = await readSecret(env, 'DISCORD_TOKEN', readFile, problems)
  const slackBotToken = await readSecret(env, 'SLACK_BOT_TOKEN', readFile, problems)
  const slackAppToken = await readSecret(env, 'SLACK_APP_TOKEN', readFile, problems)
  const slackSigningSecret = await readSecret(env, 'SLACK_SIGNING_SECRET', readFile, problems)
  const databaseUrl = await readDatabaseUrl(env, readFile, problems)
  const webToken = await readSecret(env, 'WEB_TOKEN', readFile, problems)
  return {
    secrets: { discordToken, slackBotToken, slackAppToken, slackSigningSecret, databaseUrl, webToken },
    problems: [...problems, ...tooShort('WEB_TOKEN', webToken)],
    warnings: [...prefixWarning('SLACK_BOT_TOKEN', slackBotToken, 'xoxb-'), ...prefixWarning('SLACK_APP_TOKEN', slackAppToken, 'xapp-')],
  }
}
