import type { Channel } from '../domain/delivery.ts'
import type { Feed } from '../domain/feed.ts'
import type { Figures } from '../domain/figures.ts'

export type Platforms = ReadonlyMap<string, Pick<Channel, 'platform' | 'unconnected'>>

/** One thing that must be so before the bot does its work; `reason` says why it is not. */
export type ReadyCheck = { readonly name: string; readonly ok: boolean; readonly reason?: string }
export type Readiness = { readonly ready: boolean; readonly checks: readonly ReadyCheck[] }

/** A store that takes longer than this does not answer. */
const PATIENCE_MS = 2_000

type Needs = { readonly figures: Pick<Figures, 'answers' | 'feeds'>; readonly feeds: () => readonly Feed[]; readonly channels: Platforms }

/** Whether the store answers, every feed that is to be polled is known to it, and every platform is connected. */
export async function readinessOf({ figures, feeds, channels }: Needs): Promise<Readiness> {
  const store = await storeCheck(figures)
  const known = store.ok
    ? await feedCheck(figures, feeds())
    : { name: 'feeds', ok: false, reason: 'the store, which knows them, does not answer' }
  const platforms = [...connectionsOf(channels)].map(([name, why]) => named(`platform ${name}`, why))
  const checks = [store, known, ...platforms]
  return { ready: checks.every(({ ok }) => ok), checks }
}

const named = (name: string, why: string | null): ReadyCheck => (why === null ? { name, ok: true } : { name, ok: false, reason: why })

/** By platform, why it is not connected; only of those that connect at all. */
export const connectionsOf = (channels: Platforms): ReadonlyMap<string, string | null> =>
  new Map(
    [...channels].flatMap(([platform, channel]) => (channel.unconnected === undefined ? [] : [[platform, channel.unconnected()] as const])),
  )

const storeCheck = async (figures: Needs['figures']): Promise<ReadyCheck> => named('store', await troubleOf(figures.answers()))

async function feedCheck(figures: Needs['figures'], feeds: readonly Feed[]): Promise<ReadyCheck> {
  try {
    const known = new Set((await figures.feeds()).map(({ feedId }) => feedId))
    const unknown = feeds.filter(({ id, enabled }) => enabled && !known.has(id))
    return named('feeds', unknown.length === 0 ? null : `${unknown.length} of ${feeds.length} feeds are not in the store yet`)
  } catch (error) {
    return named('feeds', messageOf(error))
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Why it failed, or that it took too long; null where it went well in time. */
async function troubleOf(asked: Promise<void>): Promise<string | null> {
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve(`no answer within ${PATIENCE_MS / 1000} seconds`), PATIENCE_MS)
  const answered = asked.then(
    () => null,
    (error: unknown) => messageOf(error),
  )
  return Promise.race([answered, late]).finally(() => clearTimeout(timer))
}
