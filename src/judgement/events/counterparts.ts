import type { Category } from '../../domain/event.ts'
import type { Folded } from '../../knowledge/normalise.ts'
import type { Act } from './acts.ts'
import { slice } from './marks.ts'
import { isVisit } from './parties.ts'

/** How two states stand to each other: in one alignment, or each in one and in none together. */
export type Sides = {
  readonly allied: (a: string, b: string) => boolean
  readonly opposed: (a: string, b: string) => boolean
}

/** Deeds against somebody, and deeds for somebody. */
const HOSTILE: ReadonlySet<Category> = new Set(['ACCUSE', 'THREATEN', 'SANCTION', 'COERCE'])
const FRIENDLY: ReadonlySet<Category> = new Set(['AID', 'SUPPORT'])

/** Forces may be moved without being sent to anybody. */
const MOVED = /deploy|배치|配備|部署|разме/

const MOST = 3

/**
 * Whom an act is done to where its own clause leaves that out: one speaks against the other side, and helps and visits one's own. First
 * of the states of the sentence, then of the whole item; none where the text names none that fit.
 */
export function counterpartsOf(
  act: Act,
  actors: readonly string[],
  sentence: ReadonlySet<string>,
  item: ReadonlySet<string>,
  text: Folded,
  { allied, opposed }: Sides,
): readonly string[] {
  const { category, mode } = act.trigger
  const words = slice(text, act.hit.start, act.hit.end)
  const visit = (category === 'CONSULT' || category === 'AGREE') && isVisit(words, mode)
  const fits = HOSTILE.has(category) ? opposed : FRIENDLY.has(category) || visit ? allied : null
  if (fits === null || actors.length === 0 || (category === 'AID' && MOVED.test(words))) return []
  const among = (states: ReadonlySet<string>): readonly string[] =>
    [...states].filter((state) => !actors.includes(state) && actors.every((actor) => fits(actor, state)))
  const near = among(sentence)
  const found = near.length > 0 ? near : among(item)
  return found.length <= MOST ? found : []
}

/** Without the allies of who attacks: they name the place, or whose side it is on. */
export const victims = (
  category: Category,
  actors: readonly string[],
  recipients: readonly string[],
  { allied }: Sides,
): readonly string[] => (category === 'ASSAULT' ? recipients.filter((state) => !actors.some((actor) => allied(actor, state))) : recipients)

/** Of the states that may have done it, those that would: allies of whom it helps, the other side of whom it hits. */
export function likely(
  category: Category,
  recipients: readonly string[],
  states: readonly string[],
  { allied, opposed }: Sides,
): readonly string[] {
  const fits = HOSTILE.has(category) ? opposed : FRIENDLY.has(category) ? allied : null
  const found = fits === null ? [] : states.filter((state) => recipients.every((recipient) => fits(state, recipient)))
  return found.length > 0 ? found : states
}

/** With whom a state works together where its own clause leaves that out: the one ally that the sentence, or else the item, names. */
export function partnersOf(
  category: Category,
  actors: readonly string[],
  sentence: ReadonlySet<string>,
  item: ReadonlySet<string>,
  { allied }: Sides,
): readonly string[] {
  if (category !== 'COOPERATE' || actors.length !== 1) return []
  const own = (states: ReadonlySet<string>): readonly string[] =>
    [...states].filter((state) => !actors.includes(state) && actors.every((actor) => allied(actor, state)))
  const near = own(sentence)
  const found = near.length > 0 ? near : own(item)
  return found.length === 1 ? found : []
}
