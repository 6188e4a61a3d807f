import type { KeepingKind } from '../domain/upkeep.ts'
import { duration, strict, told } from './shapes.ts'

const DAY_MS = 86_400_000

/**
 * A story may be told anew for 45 days (`REMEMBERED_MS` of the newsroom): what its next revision needs stays for longer than that. A
 * wording that comes back within a day is known by the one before it. An entry leaves its feed's list within weeks.
 */
const LEAST_DAYS: Readonly<Record<KeepingKind, number>> = {
  dropped: 7,
  stories: 60,
  receipts: 60,
  wordings: 7,
  revisions: 1,
  digests: 7,
  posts: 60,
  silences: 7,
  model: 1,
  reviews: 1,
  identities: 90,
}

const age = (kind: KeepingKind, value: string | null) =>
  duration
    .refine((ms) => ms >= LEAST_DAYS[kind] * DAY_MS, {
      error: () => told(`${kind} must be kept longer`, `Write at least ${LEAST_DAYS[kind]}d, or null to keep them for ever.`),
    })
    .nullable()
    .default(value === null ? null : duration.parse(value))

/** How long each kind is kept: a duration, or null for ever. */
export const retention = strict({
  dropped: age('dropped', '90d'),
  stories: age('stories', null),
  receipts: age('receipts', '180d'),
  wordings: age('wordings', '30d'),
  revisions: age('revisions', '30d'),
  digests: age('digests', '180d'),
  posts: age('posts', '365d'),
  silences: age('silences', '400d'),
  model: age('model', '183d'),
  reviews: age('reviews', '90d'),
  identities: age('identities', '180d'),
}).prefault({})
