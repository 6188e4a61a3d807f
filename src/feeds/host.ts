import type { Feed } from '../domain/feed.ts'

/** The host of a feed's address, with its port: what is asked one thing at a time. */
export const hostOf = (feed: Pick<Feed, 'url'>): string => URL.parse(feed.url)?.host ?? feed.url
