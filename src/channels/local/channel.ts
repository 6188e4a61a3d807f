import type { Clock } from '../../domain/clock.ts'
import type { Channel, Post, SendResult } from '../../domain/delivery.ts'
import type { LocalPost, LocalPosts } from '../../domain/local-post.ts'
import type { Log } from '../../domain/log.ts'

export type LocalChannel = Channel & {
  /** Calls the listener with every new and edited post until the answered function is called. */
  subscribe(listener: (post: LocalPost) => void): () => void
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const sent = ({ route, brief }: Post): SendResult => ({
  kind: 'sent',
  receipt: { channel: route.channel, messageId: brief.storyId },
})

/**
 * The channel that the page shows. Posting and editing are one write to the store, keyed by route and story: sending
 * twice leaves one post, so that a store which failed may always be asked again.
 */
export function createLocalChannel({ posts, clock, log }: { posts: LocalPosts; clock: Clock; log?: Log }): LocalChannel {
  const listeners = new Set<(post: LocalPost) => void>()

  const tell = (post: LocalPost): void => {
    for (const listener of listeners) {
      try {
        listener(post)
      } catch (error) {
        log?.warn({ story: post.brief.storyId, error: inWords(error) }, 'a listener of the local channel failed')
      }
    }
  }

  return {
    platform: 'local',
    async send(post, signal) {
      if (signal.aborted) return { kind: 'retry', reason: 'stopped before the post was stored' }
      try {
        const stored = await posts.put(post.route.id, post.brief, clock())
        if (stored.brief.revision === post.brief.revision) tell(stored)
        return sent(post)
      } catch (error) {
        return { kind: 'retry', reason: `the store did not take the post: ${inWords(error)}` }
      }
    },
    async reconcile(post) {
      try {
        const stored = await posts.find(post.route.id, post.brief.storyId)
        return stored !== null && stored.brief.revision >= post.brief.revision ? sent(post) : null
      } catch (error) {
        return { kind: 'unknown', reason: `the store could not be asked for the post: ${inWords(error)}` }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
    },
  }
}
