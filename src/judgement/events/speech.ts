import { CUES } from '../../knowledge/cues.ts'
import type { ThemeHit } from '../../knowledge/gazetteer.ts'
import type { Folded } from '../../knowledge/normalise.ts'
import type { Segment } from '../reading.ts'
import { isVerbLast, type Script, slice } from './marks.ts'
import type { Run } from './runs.ts'

/** The runs of a sentence with who only tells of the act marked as its speaker, and the state spoken for. */
export type Told = { readonly runs: readonly Run[]; readonly speaker: Run | null }

/** Finds who says what the sentence tells: "X says Y …", "…, X says", "according to X", "X: …", "X은 Y가 … 밝혔다". */
export function toldBy(segment: Segment, runs: readonly Run[], text: Folded, script: Script): Told {
  const speaker = byHeading(segment, runs, text) ?? byTail(segment, runs, text) ?? byVerb(segment, runs, text, script)
  if (speaker === null) return { runs, speaker }
  return { runs: runs.map((run) => (run === speaker ? { ...run, mark: 'speaker' as const } : run)), speaker }
}

/** A name with a colon or the opening of a quotation behind it, at the head: `Seoul: North Korea …`, `우크라 “…”`. */
function byHeading(segment: Segment, runs: readonly Run[], text: Folded): Run | null {
  const first = runs[0]
  if (first === undefined || runs.length < 2) return null
  const before = slice(text, segment.start, first.start)
  const behind = slice(text, first.end, first.end + 24)
  const colon = /^[^:"…]{0,24}:/.exec(behind)
  const head = colon === null ? first.end : first.end + colon[0].length
  const deed = segment.words.some((word) => word.triggers.length > 0 && word.start < head)
  if (deed || first.mark === 'about' || before.length >= 20 || !runs.some((run) => run.start >= head && run !== first)) return null
  return colon !== null || (/^ ?[^ ,"':]{0,12} ?["“][^"]{6}/.test(behind) && !behind.startsWith("'s")) ? first : null
}

/** A name behind a dash at the end: `… – Kyiv`. */
function byTail(segment: Segment, runs: readonly Run[], text: Folded): Run | null {
  const last = runs.at(-1)
  if (last === undefined || runs.length < 2 || slice(text, last.end, segment.end).trim() !== '') return null
  return /[–—|]\s*$/.test(slice(text, last.start - 3, last.start)) ? last : null
}

function byVerb(segment: Segment, runs: readonly Run[], text: Folded, script: Script): Run | null {
  const says = segment.words.filter((word) => (word.cues & CUES.speech) !== 0)
  const last = says.at(-1)
  if (last === undefined) return null
  if (isVerbLast(script)) return verbLastSpeaker(runs, last, text)
  for (const say of says) {
    if (/ and $/.test(slice(text, say.start - 5, say.start))) {
      const subject = runs.find((run) => run.end <= say.start && run.mark === 'none')
      if (subject !== undefined) return subject
    }
    const inverted = /^(?:according to|по данным|по словам|据|根据)/.test(slice(text, say.start, say.end))
    const before = inverted
      ? undefined
      : runs.findLast((run) => run.end <= say.start && say.start - run.end < 60 && !deedBetween(segment, run, say))
    const stranger = before !== undefined && script === 'latin' && /^, (?:[a-z]+ )*[a-z]*s $/.test(slice(text, before.end, say.start))
    if (before !== undefined && before.mark !== 'object' && !stranger) return before
    const after = runs.find((run) => run.start >= say.end && run.start - say.end < 40)
    if (after !== undefined && !deedBetween(segment, say, after)) return after
  }
  return null
}

const deedBetween = (segment: Segment, left: { readonly end: number }, right: { readonly start: number }): boolean =>
  segment.words.some(
    (word) => word.triggers.length > 0 && (word.cues & CUES.speech) === 0 && word.start >= left.end && word.end <= right.start,
  )

/** In Korean and Japanese the topic speaks where another subject stands between it and the verb of saying. */
function verbLastSpeaker(runs: readonly Run[], say: ThemeHit, text: Folded): Run | null {
  const near = runs.findLast((run) => run.end <= say.start && say.start - run.end <= 14)
  if (near !== undefined && /따르면|によると|によれば/.test(slice(text, say.start, say.end + 4))) return near
  const before = runs.filter((run) => run.end <= say.start)
  const [first, ...rest] = before.filter((run) => run.mark === 'subject' || run.mark === 'topic')
  return first !== undefined && (rest.length > 0 || before.some((run) => run.start > first.end)) ? first : null
}
