import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** Full-text search over stories, as an engine does it. Words are those of `tokens.ts`, so that every engine gives the same answers. */
export interface TextIndex {
  create(db: Kysely<Database>): Promise<void>
  /** Replaces what is known of a story; it counts as the newest from then on. */
  put(db: Kysely<Database>, storyId: string, text: string): Promise<void>
  /** Ids of the stories that hold every phrase, last put first. */
  find(db: Kysely<Database>, phrases: readonly Phrase[], limit: number): Promise<readonly string[]>
}

/** Tokens that stand side by side; with `prefix` the last one may go on. */
export type Phrase = { readonly tokens: readonly string[]; readonly prefix: boolean }

/** What engines do differently, by name. Queries ask for the capability, never for the engine. */
export type Engine = {
  readonly db: Kysely<Database>
  /** For messages: the path or the server. */
  readonly place: string
  readonly textIndex: TextIndex
  /** Column type of an integer primary key that the engine counts up. */
  readonly autoIncrement: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
  /**
   * A transaction that is on the disk when it answers, with all that was committed before it. Other transactions are whole or not
   * there, but a power cut may take back the last of them: what they hold is found again by itself.
   */
  durably<T>(work: (tx: Kysely<Database>) => Promise<T>): Promise<T>
  close(): Promise<void>
}
