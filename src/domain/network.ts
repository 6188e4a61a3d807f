import type { Act, Brief } from './brief.ts'
import type { Category } from './event.ts'

/** Two states in one act, by code in order of the alphabet. `joint`: they act side by side, on others or on nobody. */
export type Pair = { readonly a: string; readonly b: string; readonly joint: boolean }

/** How often two states acted on each other, or side by side, in one way. */
export type PairCount = Pair & { readonly category: Category; readonly count: number }

/** Whose stories are counted: all that tell an act and are kept for an alignment, or that tell an act of two states. */
export type Dealings = { readonly alignment: string } | { readonly pair: readonly [string, string] }

/** Ways that are between those who act, and on nobody else: where only one side is named, it is all of them on each other. */
const MUTUAL: ReadonlySet<Category> = new Set(['CONSULT', 'AGREE', 'COOPERATE'])

/**
 * The pairs in an act: each that acts with each that it acts on, and those that act side by side. Two on whom somebody acts have no
 * dealings with each other by that.
 */
export function pairsIn({ actors, recipients, category }: Pick<Act, 'actors' | 'recipients' | 'category'>): readonly Pair[] {
  const found = new Map<string, Pair>()
  const add = (one: string, other: string, joint: boolean): void => {
    if (one === other) return
    const [a, b] = one < other ? [one, other] : [other, one]
    if (!found.has(`${a} ${b}`)) found.set(`${a} ${b}`, { a, b, joint })
  }
  for (const actor of actors) for (const recipient of recipients) add(actor, recipient, false)
  const mutual = recipients.length === 0 && MUTUAL.has(category)
  for (const [index, one] of actors.entries()) for (const other of actors.slice(index + 1)) add(one, other, !mutual)
  return [...found.values()]
}

export type PairFilter = {
  readonly since: number
  readonly until: number
  readonly alignment?: string
  /** Only pairs with this state. */
  readonly state?: string
  /** Only acts of stories that name this actor. */
  readonly actorId?: string
}

/** Who acts with whom, of kept stories as they are told now. */
export interface Network {
  /** Stories by day (UTC), oldest first, days without any included; a story counts on the day when its acts happened. */
  storiesByDay(of: Dealings, since: number, until: number): Promise<readonly number[]>
  /** The stories that are counted, newest first. */
  storiesOf(of: Dealings, since: number, until: number, limit: number): Promise<readonly Brief[]>
  /** Most often first. */
  pairs(filter: PairFilter): Promise<readonly PairCount[]>
}

/** Somebody in the picture of who acts with whom. */
export type Node = {
  readonly id: string
  readonly label: string
  /** Of the alignment that it is watched for; null for none. */
  readonly colour: string | null
}

/** How two act with each other: how many acts are cooperative, how many conflictual, how many of them side by side on others. */
export type Tie = {
  readonly a: string
  readonly b: string
  readonly cooperative: number
  readonly conflictual: number
  readonly joint: number
}

/** Who acts with whom in a time, most often first. */
export type Web = {
  /** Whose acts they are, for people: `All watched states`. */
  readonly subject: string
  /** The node in the middle; null for none. */
  readonly centre: string | null
  readonly nodes: readonly Node[]
  readonly ties: readonly Tie[]
  readonly since: number
  readonly until: number
  /** How many ties were left out of the picture. */
  readonly left: number
}

export const actsOf = ({ cooperative, conflictual, joint }: Pick<Tie, 'cooperative' | 'conflictual' | 'joint'>): number =>
  cooperative + conflictual + joint
