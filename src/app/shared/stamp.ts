import { createHash } from 'node:crypto'
import type { Config } from '../../config.ts'
import { VERSION } from '../version.ts'

type Judged = Pick<Config, 'facts' | 'wording' | 'scoring'>

const known = new WeakMap<Config['facts'], { readonly of: Judged; readonly stamp: string }>()

/**
 * What an assessment depends on beside the item, as a short text: processes with the same stamp assess alike. Who judges takes no
 * assessment of another.
 */
export function stampOf(config: Judged, version: string = VERSION): string {
  const last = known.get(config.facts)
  if (last !== undefined && version === VERSION && last.of.wording === config.wording && last.of.scoring === config.scoring)
    return last.stamp
  const { facts, wording, scoring } = config
  const stamp = createHash('sha256')
    .update(JSON.stringify([version, facts, wording, scoring], written))
    .digest('hex')
    .slice(0, 16)
  if (version === VERSION) known.set(facts, { of: { facts, wording, scoring }, stamp })
  return stamp
}

/** What JSON has no form for. */
function written(_: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...value]
  return value instanceof RegExp ? String(value) : value
}
