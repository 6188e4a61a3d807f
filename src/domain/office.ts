import type { Language } from './actor.ts'

type Words = Readonly<Record<Language, readonly string[]>>

/** An office of state: what it is called, and under which titles the roles of actors name it. Words that end in `~` are stems. */
export type Office = {
  readonly id: string
  /** Titles of roles; one that ends in `~` may go on. */
  readonly titles: readonly string[]
  readonly words: Words
  /** Words that mean one state's office where no state is named, by state. */
  readonly alone: Readonly<Record<string, readonly string[]>>
  /** Set where the office is one state's only. */
  readonly country: string | null
  /** The state that the words name beside the office's own: an ambassador's host. */
  readonly towards: string | null
}

/** The table of `config/offices.yaml`. */
export type OfficeTable = {
  readonly offices: readonly Office[]
  /** Words that may mean several states, the likelier first. */
  readonly either: readonly { readonly words: readonly string[]; readonly states: readonly string[] }[]
  /** Words beside a name that say what somebody is, and not who. */
  readonly honorifics: readonly string[]
  /** Words before or behind an office by which somebody else than its holder is meant. */
  readonly unless: { readonly before: readonly string[]; readonly after: readonly string[] }
  /** Words that tell of a change of office. */
  readonly changes: Words
  /** Words that only look like it: "since taking office". */
  readonly stays: readonly string[]
}
