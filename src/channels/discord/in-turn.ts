import type { Log } from '../../domain/log.ts'
import type { Turn, Waits } from '../../domain/turn.ts'
import { type Gateway, type GatewayParts, noGateway, openGateway } from './gateway.ts'

/**
 * Connects while it is this process's turn, and stands by while another has it: nothing comes in here then, and nothing is wrong. Closed,
 * it gives the turn back.
 */
export function openGatewayInTurn(parts: GatewayParts, turn: Turn): Gateway {
  const closing = new AbortController()
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  ready.catch(() => {}) // told by onFatal; nobody has to await it
  const standingBy = noGateway()
  let current: Gateway = standingBy

  const once = async (): Promise<void> => {
    const taken = await turn.take(closing.signal, (why) => parts.log.info({}, inWords(why)))
    if (taken === null) return
    current = openGateway(parts)
    current.ready.then(resolve, reject)
    await aborted(AbortSignal.any([taken.lost, closing.signal]))
    const over = current
    current = standingBy
    await over.close()
    await taken.giveBack()
    if (taken.lost.aborted) tellLost(parts.log)
  }
  const running = (async () => {
    while (!closing.signal.aborted) await once()
  })()
  return {
    state: () => (current === standingBy ? 'connecting' : current.state()),
    isLive: () => current.isLive(),
    ready,
    missing: (channelId) => current.missing(channelId),
    see: (channelId) => current.see(channelId),
    places: () => current.places(),
    async close() {
      closing.abort()
      reject(new Error('closed before it was its turn'))
      await running
    },
  }
}

function inWords(why: Waits): string {
  if (why.kind === 'taken') return 'Another process takes the commands of Discord: this one stands by, and takes over when that one ends.'
  const into = why.into === 0 ? 'all of Discord is one process’s (DISCORD_SHARDS=auto)' : `Discord has ${why.into} shards`
  return `Other processes take commands as if ${into}: this one waits until they are gone. Give all the same number in DISCORD_SHARDS.`
}

const tellLost = (log: Log): void =>
  log.warn({}, 'Another process takes the commands of Discord since the connection to the database was lost: this one stands by.')

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })))
