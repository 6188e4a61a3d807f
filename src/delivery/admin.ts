import { createHash } from 'node:crypto'
import type { Clock } from '../domain/clock.ts'
import type { Channel, SendResult } from '../domain/delivery.ts'
import type { Log } from '../domain/log.ts'
import type { Notices } from '../domain/notice.ts'
import type { Trouble } from '../domain/trouble.ts'
import { retryPauseMs } from './pause.ts'

export type AdminNeeds = {
  /** Where troubles are told, as it is now: a channel of a platform each. */
  readonly places: () => readonly Place[]
  readonly notices: Notices
  /** All that is wrong now. */
  readonly troubles: () => Promise<readonly Trouble[]>
  /** What is said when a trouble is over; '' to say nothing. */
  readonly over: (subject: string) => string
  readonly clock: Clock
  readonly log: Log
}

/** Tells people in a chat what they should look at, each trouble once, and once when it is over: over restarts too. */
export type Admin = {
  /** Compares what is wrong with what was told, and tells the difference. */
  run(signal: AbortSignal): Promise<void>
}

/** A first failure of the network tells every feed at once: that is one message. */
const MOST_LINES = 12

type Change = { readonly subject: string; readonly mark: string | null; readonly line: string }
/** Between the two moments nothing is told; before the first, the clock was put back. */
type Rest = { readonly from: number; readonly until: number; readonly tries: number }

export function createAdmin(needs: AdminNeeds): Admin {
  const rests = new Map<string, Rest>()
  return {
    async run(signal) {
      const places = needs.places()
      if (places.length === 0) return
      const troubles = await needs.troubles()
      const told = await needs.notices.list()
      for (const place of places) {
        if (signal.aborted) return
        await tellPlace(needs, place, changes(needs, place, troubles, told), rests, signal)
      }
    },
  }
}

type Place = { readonly channel: Channel; readonly id: string }
type Told = Awaited<ReturnType<Notices['list']>>

const prefixOf = ({ channel, id }: Place): string => `admin:${channel.platform}:${id}:`

function changes(needs: AdminNeeds, place: Place, troubles: readonly Trouble[], told: Told): readonly Change[] {
  const prefix = prefixOf(place)
  const marks = new Map(told.filter(({ subject }) => subject.startsWith(prefix)).map((one) => [one.subject.slice(prefix.length), one.text]))
  const now = new Set(troubles.map(({ subject }) => subject))
  return [
    ...troubles
      .filter(({ subject, mark }) => marks.get(subject) !== mark)
      .map(({ subject, mark, text }) => ({ subject, mark, line: text })),
    ...[...marks.keys()].filter((subject) => !now.has(subject)).map((subject) => ({ subject, mark: null, line: needs.over(subject) })),
  ]
}

/** What cannot be told now is told later: it is still the difference then. */
async function tellPlace(
  needs: AdminNeeds,
  place: Place,
  differences: readonly Change[],
  rests: Map<string, Rest>,
  signal: AbortSignal,
): Promise<void> {
  const { notices, clock, log } = needs
  const prefix = prefixOf(place)
  const now = clock()
  const rest = rests.get(prefix) ?? { from: now, until: now, tries: 0 }
  if (differences.length === 0 || (rest.from <= now && now < rest.until)) return
  const lines = differences.map(({ line }) => line).filter((line) => line !== '')
  const result = lines.length === 0 ? null : await say(place, lines, clock(), signal)
  if (result !== null && result.kind !== 'sent') {
    const tries = rest.tries + 1
    const restMs = Math.max(retryPauseMs(tries, 0), 'afterMs' in result ? (result.afterMs ?? 0) : 0)
    rests.set(prefix, { from: clock(), until: clock() + restMs, tries })
    if (tries === 1) log.warn({ platform: place.channel.platform, reason: result.reason }, 'the admin channel cannot be told: trying again')
    return
  }
  rests.delete(prefix)
  for (const { subject, mark } of differences) {
    if (mark === null) await notices.clear(`${prefix}${subject}`)
    else await notices.change(`${prefix}${subject}`, mark, clock())
  }
}

/** A note that is tried again within the minute is the same note: a platform that knows nonces shows it once. */
async function say({ channel, id }: Place, lines: readonly string[], now: number, signal: AbortSignal): Promise<SendResult> {
  if (channel.tell === undefined) return { kind: 'retry', reason: `${channel.platform} has no admin channel` }
  const shown =
    lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `And ${lines.length - MOST_LINES + 1} more: see the page.`]
  const key = createHash('sha256')
    .update(JSON.stringify([id, shown, Math.floor(now / 60_000)]))
    .digest('hex')
    .slice(0, 25)
  return channel.tell({ channel: id, lines: shown, key }, signal)
}
