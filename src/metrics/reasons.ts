import { type Assessment, keptFor } from '../domain/assessment.ts'
import type { SendResult } from '../domain/delivery.ts'

/** Few values, all known beforehand: a label that takes any text would fill the memory of who collects it. */
export type Judged = { readonly decision: 'kept' | 'dropped'; readonly reason: string }

/**
 * Why an item was kept or dropped, as a label. Kept: the codebook's rule. Dropped: the finding that spoke against it most where one
 * did (`config/scoring.yaml` names them all), `too-little` where all spoke for it and it was not enough, `nothing` where there was no
 * finding at all, `failed` where it could not be judged.
 */
export function judgedAs(assessment: Pick<Assessment, 'verdicts' | 'reasons'>): Judged {
  const [keptBy] = keptFor(assessment)
  if (keptBy !== undefined) return { decision: 'kept', reason: assessment.verdicts[keptBy]?.rule ?? 'no-rule' }
  return { decision: 'dropped', reason: droppedFor(assessment) }
}

function droppedFor({ verdicts, reasons }: Pick<Assessment, 'verdicts' | 'reasons'>): string {
  const [nearest] = Object.entries(verdicts).toSorted(([, a], [, b]) => b.score - a.score)
  if (nearest === undefined) return 'failed'
  const found = reasons.filter(({ alignment, weight }) => alignment === nearest[0] && weight !== 0)
  const [against] = found.filter(({ weight }) => weight < 0).toSorted((a, b) => a.weight - b.weight)
  if (against !== undefined) return against.finding ?? 'against'
  return found.length === 0 ? 'nothing' : 'too-little'
}

/** How a sending ended, as labels. */
export type Sent = { readonly result: SendResult['kind']; readonly reason: string }

/** What a platform's answer amounts to. Its own words stand in the log and on the page of deliveries. */
export function sentAs(result: SendResult, isEdit: boolean): Sent {
  switch (result.kind) {
    case 'sent':
      return { result: 'sent', reason: isEdit ? 'edited' : 'posted' }
    case 'retry':
      return { result: 'retry', reason: result.afterMs === undefined ? 'failed' : 'told-to-wait' }
    case 'unknown':
      return { result: 'unknown', reason: 'no-answer' }
    default: {
      const givenUp = result.scope === 'delivery' && result.reason.startsWith('given up after')
      return { result: 'rejected', reason: givenUp ? 'given-up' : `${result.scope}-refused` }
    }
  }
}
