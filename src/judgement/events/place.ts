import type { Folded } from '../../knowledge/normalise.ts'
import type { Segment } from '../reading.ts'
import { markAfter, markBefore, type Script, slice } from './marks.ts'

/** Where the sentence says it happens: a place by its name; a capital, which stands for its government, only behind "in" or before で. */
export function placeIn(segment: Segment, text: Folded, script: Script, places: ReadonlySet<string>): string | null {
  for (const { name, start, end, background } of segment.names) {
    const id = name.actorIds.find((each) => places.has(each))
    if (id === undefined || background) continue
    if (name.kind === 'actor' && name.actorIds.length === 1 && !CAPITALS.has(id)) return id
    const mark =
      markBefore(text, start, segment.start, script) ?? markAfter(text, end, Math.min(segment.end, end + 6), script, start - segment.start)
    if (mark === 'place' || (script === 'ko' && /^서/.test(slice(text, end, end + 1)))) return id
  }
  return null
}

const CAPITALS: ReadonlySet<string> = new Set(['pyongyang', 'seoul', 'tokyo', 'washington-dc', 'moscow', 'beijing'])
