import type { Share, Turn } from '../domain/turn.ts'
import type { EngineOptions } from './open.ts'

/** The turn at a share of what processes on this store divide. A store in a file has one process: it is always its turn. */
export async function openTurn(options: EngineOptions, share: Share): Promise<Turn> {
  if ('path' in options) return { take: async () => ({ lost: new AbortController().signal, giveBack: async () => {} }) }
  const { openPostgresTurn } = await import('./postgres/turn.ts')
  return openPostgresTurn(options, share)
}
