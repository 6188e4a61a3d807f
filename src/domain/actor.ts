import type { Translated } from './locale.ts'

/** Languages in which actors have aliases and events have triggers. */
export const LANGUAGES = ['en', 'ko', 'ja', 'ru', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

export const ACTOR_KINDS = ['person', 'office', 'organisation', 'state', 'place', 'system', 'exercise', 'treaty'] as const
export type ActorKind = (typeof ACTOR_KINDS)[number]

/** How sure a fact is: `known` is certain, `evidence` was seen in dated material, `unverified` is shown as such. */
export const ROLE_STATUSES = ['known', 'evidence', 'unverified'] as const
export type RoleStatus = (typeof ROLE_STATUSES)[number]

/**
 * An office held, an edition of an exercise, a step of a treaty. Dates are ISO 8601 calendar dates, possibly only a
 * year or a year and month; `to: null` means still so.
 */
export type Role = {
  readonly title: string
  /** What other languages call it, where that is known. */
  readonly titles?: Translated | undefined
  readonly from: string | null
  readonly to: string | null
  readonly status: RoleStatus
}

/** Strings that must not touch an alias for it to count. */
export type AliasGuard = {
  readonly alias: string
  readonly notFollowedBy: readonly string[]
  readonly notPrecededBy: readonly string[]
}

export type Actor = {
  readonly id: string
  readonly kind: ActorKind
  readonly name: string
  /** What newsrooms of other languages call it, in full; one that is left out is told by `actor-name.ts`. */
  readonly names?: Translated | undefined
  /** ISO 3166 alpha-3, or PLOVER's UNO and IGO. */
  readonly country: string
  /** The alignment the actor is watched for, or `other`. */
  readonly alignment: string
  readonly wikidata: string | null
  readonly roles: readonly Role[]
  readonly aliases: Readonly<Record<Language, readonly string[]>>
  /** Regular-expression stems for Russian case endings: match at a word start, then up to four letters. */
  readonly ruStems: readonly string[]
  readonly guards: readonly AliasGuard[]
  /** Aliases that need a context word or stand for several things, in words, as the table's maker noted them. */
  readonly aliasRisks: readonly string[]
  readonly verification: string
  /** When the actor was last seen in post in dated material: ISO date, possibly partial. */
  readonly asOf?: string | null
  readonly note: string
}

/** First and last moment (epoch ms, UTC) that a partial ISO date can mean: `2025` spans the year. */
export function dateBounds(date: string): { readonly from: number; readonly to: number } {
  const [year = '1970', month, day] = date.split('-')
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1))
  const next =
    day !== undefined
      ? from + 86_400_000
      : Date.UTC(month === undefined ? Number(year) + 1 : Number(year), month === undefined ? 0 : Number(month), 1)
  return { from, to: next - 1 }
}

/** The roles held at a moment, latest begun first. */
export function rolesOn(actor: Pick<Actor, 'roles'>, at: number): readonly Role[] {
  return actor.roles
    .filter((role) => (role.from === null || dateBounds(role.from).from <= at) && (role.to === null || at <= dateBounds(role.to).to))
    .toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))
}
