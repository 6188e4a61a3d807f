import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { LocalPost } from '../domain/local-post.ts'
import type { Locale } from '../domain/locale.ts'
import type { Log } from '../domain/log.ts'

export type Message = { readonly event: string; readonly id?: string; readonly data: string }
type Reader = { readonly locale: Locale; readonly queue: Message[]; wake: () => void; closed: boolean }

/** What is sent to those who read in a language. */
type Making = (locale: Locale) => Promise<Message>

export type LiveNeeds = {
  readonly subscribe: (listener: (post: LocalPost) => void) => () => void
  /** Posts changed at or after a moment, oldest change first. */
  readonly changedSince: (at: number) => Promise<readonly LocalPost[]>
  readonly render: (post: LocalPost, locale: Locale) => Promise<Message>
  readonly heartbeatMs: number
  readonly log: Log
}

export type Live = {
  /** Answers a request with the stream of posts changed since `since`, and from then on. */
  open(context: Context, since: number | null, locale: Locale): Response
  /** Sends something else to every reader: made once for each language that somebody reads in. */
  broadcast(make: Making): Promise<void>
  readers(): number
  close(): void
}

/** A reader this far behind is let go: its browser comes back and says what it saw last. */
const MAX_QUEUED = 200
export const MAX_READERS = 100

/** Waits for the queue to be filled, or for the heartbeat. */
const filled = (reader: Reader, heartbeatMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, heartbeatMs)
    reader.wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })

async function serve(stream: SSEStreamingApi, reader: Reader, heartbeatMs: number): Promise<void> {
  while (!reader.closed) {
    const message = reader.queue.shift()
    if (message !== undefined) await stream.writeSSE(message)
    else {
      await filled(reader, heartbeatMs)
      if (reader.queue.length === 0 && !reader.closed) await stream.write(': still here\n\n')
    }
  }
}

/** The live channel: server-sent events, one stream a reader. https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function createLive({ subscribe, changedSince, render, heartbeatMs, log }: LiveNeeds): Live {
  const readers = new Set<Reader>()

  const push = (reader: Reader, message: Message): void => {
    reader.queue.push(message)
    if (reader.queue.length > MAX_QUEUED) reader.closed = true
    reader.wake()
  }
  const broadcast = async (make: Making): Promise<void> => {
    const locales = new Set([...readers].map(({ locale }) => locale))
    await Promise.all(
      [...locales].map(async (locale) => {
        const message = await make(locale)
        for (const reader of readers) if (reader.locale === locale) push(reader, message)
      }),
    )
  }
  const unsubscribe = subscribe((post) => {
    broadcast((locale) => render(post, locale)).catch((error: unknown) =>
      log.error({ story: post.brief.storyId, error: String(error) }, 'a post could not be shown live'),
    )
  })

  const open = (context: Context, since: number | null, locale: Locale): Response => {
    const reader: Reader = { locale, queue: [], wake: () => {}, closed: false }
    readers.add(reader)
    return streamSSE(context, async (stream) => {
      stream.onAbort(() => {
        reader.closed = true
        reader.wake()
      })
      try {
        await stream.write('retry: 2000\n\n')
        if (since !== null) for (const post of await changedSince(since)) await stream.writeSSE(await render(post, locale))
        await serve(stream, reader, heartbeatMs)
      } finally {
        readers.delete(reader)
      }
    })
  }

  return {
    open,
    broadcast,
    readers: () => readers.size,
    close() {
      unsubscribe()
      for (const reader of readers) {
        reader.closed = true
        reader.wake()
      }
    },
  }
}
