import { createPostsFollower } from '../channels/local/follow.ts'
import type { WebNeeds } from '../web/needs.ts'
import type { Base } from './base.ts'

/** What is posted to the local channel by whichever process, as it is found in the store; for the live page. */
export function followPosts({ store, clock, log, parts }: Base): WebNeeds['subscribe'] {
  const follower = parts.adopt(createPostsFollower({ posts: store.posts, clock, log }), (part) => part.close())
  return follower.subscribe
}
