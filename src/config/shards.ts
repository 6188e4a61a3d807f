import { z } from 'zod'
import type { Share } from '../domain/turn.ts'
import { told } from './shapes.ts'

/** So many shards no bot has; a slip of the hand has them. */
const MOST_SHARDS = 10_000

const FIX = 'Write auto, or some of the shards, a slash, and how many there are in all: 0/2, 0,1/4, 0-3/8.'

/** `0,2-4` as numbers; null where it is something else. */
function idsIn(list: string): readonly number[] | null {
  const ids = list.split(',').map((part) => {
    const [, from = '', to = from] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part) ?? []
    return from === '' || Number(to) < Number(from)
      ? null
      : Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => Number(from) + n)
  })
  return ids.includes(null) ? null : [...new Set(ids.flatMap((each) => each ?? []))].toSorted((a, b) => a - b)
}

/** What a process takes of Discord's shards, or what is wrong with how that is written. */
export function parseShards(value: string): Share | { readonly wrong: string } {
  if (value.trim() === 'auto') return 'whole'
  const [, list = '', total = ''] = /^(.*)\/\s*(\d{1,5})\s*$/.exec(value) ?? []
  const [ids, count] = [idsIn(list), Number(total)]
  if (ids === null || total === '') return { wrong: `"${value}" names no shards` }
  if (count < 1 || count > MOST_SHARDS) return { wrong: `"${value}" is ${count} shards in all: there can be 1 to ${MOST_SHARDS}` }
  const beyond = ids.find((id) => id >= count)
  return beyond === undefined ? { ids, count } : { wrong: `"${value}" names shard ${beyond} of ${count}, counted from 0 to ${count - 1}` }
}

/** Which of Discord's shards a process takes. */
export const shards = z
  .string({ error: (issue) => told(`${JSON.stringify(issue.input)} names no shards`, FIX) })
  .transform((value, context) => {
    const share = parseShards(value)
    if (typeof share === 'string' || !('wrong' in share)) return share
    context.addIssue({ code: 'custom', message: told(share.wrong, FIX) })
    return z.NEVER
  })
