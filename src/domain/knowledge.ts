import type { Actor } from './actor.ts'
import type { Affairs } from './affair.ts'
import type { Alignment } from './alignment.ts'
import type { Lexicon } from './event.ts'
import type { OfficeTable } from './office.ts'

/** What the bot knows of the world before it reads a word: loaded from `config/`, never changed while it runs. */
export type Facts = {
  readonly actors: readonly Actor[]
  /** Aliases that several actors share (metonyms, acronyms), by `language:alias` in lower case: told apart by context. */
  readonly sharedAliases: Readonly<Record<string, readonly string[]>>
  readonly lexicon: Lexicon
  readonly alignments: readonly Alignment[]
  readonly affairs: Affairs
  /** What offices are called; without it nobody is found by an office. */
  readonly offices?: OfficeTable
}
