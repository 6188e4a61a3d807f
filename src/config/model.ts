import type { Secret } from '../domain/secret.ts'
import { type Environment, variable } from './environment.ts'
import type { Problem } from './problem.ts'
import { type ReadFile, readSecret } from './secrets.ts'

/** The operator's language model: none unless the environment names one. */
export type ConfiguredModel = { readonly baseUrl: string; readonly name: string; readonly apiKey: Secret | null }

type Read = { readonly model: ConfiguredModel | null; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }

const problem = (path: string, message: string, fix: string): Problem => ({ file: 'environment', line: null, path, message, fix })

/** What is wrong with an address; no problem holds the address, which may hold a key. */
function addressProblem(url: URL | null): Problem | null {
  const name = 'MODEL_BASE_URL'
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return problem(name, 'this is no web address', 'Write it up to the version, as in http://127.0.0.1:11434/v1.')
  if (url.username !== '' || url.password !== '')
    return problem(name, 'this address holds a user name or a password', 'Give the address without them, and the key in MODEL_API_KEY.')
  if (url.search !== '' || url.hash !== '')
    return problem(name, 'this address goes on after the path', 'End it with the version, as in http://127.0.0.1:11434/v1.')
  return null
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** A key sent over plain HTTP can be read on the way; to this machine itself there is no way. */
const openly = (url: URL, apiKey: Secret | null): readonly Problem[] =>
  url.protocol === 'https:' || apiKey === null || LOOPBACK.test(url.hostname)
    ? []
    : [problem('MODEL_BASE_URL', 'the key and the texts go over plain HTTP', 'Use https:// unless you trust the network between.')]

/** Reads `MODEL_BASE_URL`, `MODEL_NAME` and `MODEL_API_KEY`. Any address may be given: local models live on loopback and private ones. */
export async function readModel(env: Environment, readFile: ReadFile): Promise<Read> {
  const problems: Problem[] = []
  const address = variable(env, 'MODEL_BASE_URL')
  const name = variable(env, 'MODEL_NAME')
  const apiKey = await readSecret(env, 'MODEL_API_KEY', readFile, problems)
  if (address === null) {
    const idle = name !== null ? 'MODEL_NAME' : apiKey !== null ? 'MODEL_API_KEY' : null
    const warnings = idle === null ? [] : [problem(idle, 'no model is asked', 'Set MODEL_BASE_URL, too, or remove this.')]
    return { model: null, problems, warnings }
  }
  const url = URL.parse(address)
  const wrong = addressProblem(url)
  if (wrong !== null) problems.push(wrong)
  if (name === null)
    problems.push(problem('MODEL_NAME', 'MODEL_BASE_URL is set, but no model is named', 'Set MODEL_NAME as the endpoint calls it.'))
  if (url === null || name === null || problems.length > 0) return { model: null, problems, warnings: [] }
  return { model: { baseUrl: url.href.replace(/\/$/, ''), name, apiKey }, problems, warnings: openly(url, apiKey) }
}
