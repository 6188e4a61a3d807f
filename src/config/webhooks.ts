import { z } from 'zod'
import type { Route } from '../domain/delivery.ts'
import type { Secret } from '../domain/secret.ts'
import { templateProblem, WEBHOOK_SHAPES, type Webhook } from '../domain/webhook.ts'
import { checkList, duplicates } from './check.ts'
import type { Environment } from './environment.ts'
import type { Problem } from './problem.ts'
import { type ReadFile, readSecret } from './secrets.ts'
import { id, strict, told } from './shapes.ts'
import type { Source } from './source.ts'

/** What a route may call a webhook. Anything else may be an address, so it is a problem of the route and is not said again here. */
export const WEBHOOK_NAME = /^[a-z0-9][a-z0-9-]*$/

const template = z.string().refine((text) => templateProblem(text) === null, {
  error: (issue) => told(templateProblem(String(issue.input)) ?? '', 'docs/webhook.md shows one.'),
})

const receiverShape = strict({
  name: id,
  shape: z.enum(WEBHOOK_SHAPES).nullable().default(null),
  template: template.nullable().default(null),
})

type Receiver = z.output<typeof receiverShape>

/** The environment's name of a webhook's part: `WEBHOOK_NIGHT_DESK_URL` for `night-desk`. */
const nameOf = (webhook: string, part: 'URL' | 'SECRET'): string => `WEBHOOK_${webhook.toUpperCase().replaceAll('-', '_')}_${part}`

/** The `webhooks:` of `routes.yaml`: receivers that want another shape than their address tells. */
function readReceivers(source: Source | null): { readonly receivers: readonly Receiver[]; readonly problems: readonly Problem[] } {
  const keys = Object.keys((source?.value as object | null | undefined) ?? {})
  if (source === null || !keys.includes('webhooks')) return { receivers: [], problems: [] }
  const { entries, problems } = checkList<Receiver>(source, 'webhooks', receiverShape, keys)
  return {
    receivers: entries.map(({ value }) => value),
    problems: [...problems, ...duplicates(source, entries, 'name', ({ name }) => name)],
  }
}

const problem = (path: string, message: string, fix: string): Problem => ({ file: 'environment', line: null, path, message, fix })

/** An address that can be called; the problem never holds it. */
function checkAddress(name: string, url: Secret): readonly Problem[] {
  const parsed = URL.parse(url.reveal())
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:'))
    return [problem(name, 'this is no web address', 'Write it in full, beginning with https:// or http://.')]
  if (parsed.username === '' && parsed.password === '') return []
  return [
    problem(name, 'this address holds a user name or a password', 'Give an address without them; with a secret, documents are signed.'),
  ]
}

/** Reads the receivers that routes lead to: their addresses and secrets stand in the environment, what they want in `routes.yaml`. */
export async function readWebhooks(
  source: Source | null,
  routes: readonly Route[],
  env: Environment,
  readFile: ReadFile,
): Promise<{ readonly webhooks: readonly Webhook[]; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }> {
  const { receivers, problems: wrong } = readReceivers(source)
  const problems = [...wrong]
  const webhooks: Webhook[] = []
  const named = routes.filter((route) => route.platform === 'webhook' && WEBHOOK_NAME.test(route.channel))
  for (const name of new Set(named.map((route) => route.channel))) {
    const address = nameOf(name, 'URL')
    const known = problems.length
    const url = await readSecret(env, address, readFile, problems)
    const signingSecret = await readSecret(env, nameOf(name, 'SECRET'), readFile, problems)
    if (url !== null) problems.push(...checkAddress(address, url))
    else if (problems.length === known)
      problems.push(
        problem(
          address,
          `a route leads to the webhook ${name}, but there is no address`,
          `Set ${address} or ${address}_FILE, or remove the route.`,
        ),
      )
    const { shape = null, template = null } = receivers.find((receiver) => receiver.name === name) ?? {}
    if (url !== null) webhooks.push({ name, url, shape, signingSecret, template })
  }
  return { webhooks, problems, warnings: unread(env, webhooks) }
}

/** Variables of webhooks that no route leads to, or that are spelt otherwise. */
function unread(env: Environment, webhooks: readonly Webhook[]): readonly Problem[] {
  const read = webhooks.flatMap(({ name }) => [nameOf(name, 'URL'), nameOf(name, 'SECRET')]).flatMap((name) => [name, `${name}_FILE`])
  return Object.keys(env)
    .filter((name) => name.startsWith('WEBHOOK_') && (env[name] ?? '').trim() !== '' && !read.includes(name))
    .map((name) =>
      problem(
        name,
        `${name} is not read: no route leads there`,
        'A webhook needs a route in routes.yaml whose channel is its name: "night-desk" for WEBHOOK_NIGHT_DESK_URL.',
      ),
    )
}
