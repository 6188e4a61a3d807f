import type { Writable } from 'node:stream'
import type { Channel, Post, SendResult } from '../../domain/delivery.ts'
import { isDigest } from '../../domain/digest.ts'
import type { Locale } from '../../domain/locale.ts'
import { createTimes, type Times } from '../../domain/times.ts'
import type { Names } from '../../words/told.ts'
import { wordsIn } from '../../words/words.ts'
import { renderDigest } from './digest.ts'
import { renderBrief } from './render.ts'

export type TerminalNeeds = {
  readonly output: Writable
  /** Columns now: a window may be made wider. */
  readonly width: () => number
  readonly colour: boolean
  /** IANA zone of the times shown. */
  readonly timeZone: string
  /** Names of blocs by id, in a language. */
  readonly names?: (language: Locale | undefined) => Names
}

/** How many keys are remembered against writing one brief twice. */
const REMEMBERED = 10_000

const written = (output: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    output.write(text, (error) => (error === null || error === undefined ? resolve() : reject(error)))
  })

/**
 * Writes briefs to the terminal. What is written cannot be edited: an update is written again, marked as one. What was
 * written is remembered while the program runs; after a restart the screen cannot be asked.
 */
export function createTerminalChannel({ output, width, colour, timeZone, names }: TerminalNeeds): Channel {
  const inLanguages = new Map<Locale, Times>()
  const timesIn = (language: Locale): Times => {
    const known = inLanguages.get(language) ?? createTimes(timeZone, language)
    inLanguages.set(language, known)
    return known
  }
  const keys = new Set<string>()
  const sent = ({ route, brief }: Post): SendResult => ({ kind: 'sent', receipt: { channel: route.channel, messageId: brief.storyId } })

  // What fails is told by the write itself; without a listener the stream would end the program.
  const told = (): void => {}
  output.on('error', told)

  const remember = (key: string): void => {
    keys.add(key)
    const [oldest] = keys
    if (keys.size > REMEMBERED && oldest !== undefined) keys.delete(oldest)
  }

  return {
    platform: 'terminal',
    async send(post, signal) {
      if (signal.aborted) return { kind: 'retry', reason: 'stopped before the brief was written' }
      if (keys.has(post.key)) return sent(post)
      if (output.destroyed || output.writableEnded) return { kind: 'rejected', reason: 'the terminal is closed', scope: 'platform' }
      const { language } = post.route
      const words = wordsIn(language)
      const blocs = names === undefined ? {} : { blocs: names(language) }
      const look = { width: width(), colour, times: timesIn(words.locale), words, ...blocs }
      const lines = isDigest(post.brief) ? renderDigest(post.brief, look) : renderBrief(post.brief, look)
      try {
        await written(output, `${lines.join('\n')}\n\n`)
      } catch (error) {
        return { kind: 'rejected', reason: `the terminal cannot be written to: ${String(error)}`, scope: 'platform' }
      }
      remember(post.key)
      return sent(post)
    },
    async reconcile(post) {
      return keys.has(post.key) ? sent(post) : null
    },
    async close() {
      keys.clear()
      output.off('error', told)
    },
  }
}
