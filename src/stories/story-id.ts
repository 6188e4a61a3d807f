import { createHash } from 'node:crypto'

/** A story's id from its first item's: ten lower-case letters and digits, the same at every replay. */
export function storyIdFor(itemId: string): string {
  const digest = createHash('sha256').update(`story ${itemId}`).digest('hex').slice(0, 16)
  return BigInt(`0x${digest}`).toString(36).padStart(13, '0').slice(-10)
}
