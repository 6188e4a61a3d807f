import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Feed, FeedOutcome } from '../domain/feed.ts'
import type { FetchResult } from './fetch.ts'

/** What came and could not be read, with the reason. */
export type BadDocument = {
  readonly feed: Feed
  readonly answer: Extract<FetchResult, { kind: 'document' }>
  readonly outcome: FeedOutcome
  readonly at: number
}

export type KeepBad = (bad: BadDocument) => Promise<void>

/** Bytes kept of one document: enough to see what it is. */
const MAX_BYTES = 1_000_000

/**
 * Keeps the last document of each feed that could not be read, for a person to look at: `ID.feed` as it came and `ID.json`
 * with where it came from and why it failed, in a line that `parse --list` reads. Each replaces the one before, so the folder
 * never holds more than a megabyte a feed.
 */
export const createLastBad =
  (folder: string): KeepBad =>
  async ({ feed, answer, outcome, at }) => {
    const { bytes, url, contentType, headers } = answer
    const { 'set-cookie': _, ...told } = headers
    const path = `${feed.id}.feed`
    const line = {
      ...{
        path,
        url,
        language: feed.language,
        timeZone: feed.timeZone,
        headers: contentType === undefined ? told : { ...told, 'content-type': contentType },
      },
      ...{ fetchedAt: new Date(at).toISOString(), kind: outcome.kind, message: outcome.message, bytes: bytes.length },
    }
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, path), bytes.subarray(0, MAX_BYTES))
    await writeFile(join(folder, `${feed.id}.json`), `${JSON.stringify(line)}\n`)
  }
