import type { ColumnDefinitionBuilder, CreateIndexBuilder, Kysely, SelectQueryBuilder } from 'kysely'
import type { StoreFault } from '../domain/upkeep.ts'
import type { Database } from './schema.ts'

/**
 * Full-text search over numbered texts, as an engine does it. Words are those of `tokens.ts`, so that every engine gives the same
 * answers.
 */
export interface TextIndex {
  /** Made anew, empty. */
  create(db: Kysely<Database>): Promise<void>
  /** Replaces the words of a text, parted by blanks; '' takes it out. */
  put(db: Kysely<Database>, doc: number, words: string): Promise<void>
  /** The numbers of texts that fit, the greatest first. */
  find(db: Kysely<Database>, query: TextQuery): Promise<readonly number[]>
}

/** Every phrase of `all` (at least one), one of `any` where there are some, none of `none`; numbers from `from` on and below `below`. */
export type TextQuery = {
  readonly all: readonly Phrase[]
  readonly none: readonly Phrase[]
  readonly any?: readonly Phrase[] | undefined
  readonly from: number
  readonly below: number
  readonly limit: number
}

/** Tokens that stand side by side; with `prefix` the last one may go on. */
export type Phrase = { readonly tokens: readonly string[]; readonly prefix: boolean }

/** How an engine cares for what it keeps. */
export type EngineUpkeep = {
  /** Bytes on the disk. */
  size(): Promise<number>
  /** Gives back to the disk what is free, up to so many bytes. */
  reclaim(bytes: number): Promise<void>
  /** What is broken, in words; empty where nothing is. */
  damage(): Promise<readonly StoreFault[]>
}

/** What engines do differently, by name. Queries ask for the capability, never for the engine. */
export type Engine = {
  readonly db: Kysely<Database>
  /** For messages: the path or the server. */
  readonly place: string
  readonly textIndex: TextIndex
  readonly upkeep: EngineUpkeep
  /** Column type of an integer primary key that the engine counts up. */
  readonly autoIncrement: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
  /** An index of texts that may be of any length: it finds only what is equal. */
  longTexts<C>(index: CreateIndexBuilder<C>): CreateIndexBuilder<C>
  /**
   * A transaction with no other beside it, in any process: what it looks up stays so until it is done. As `db.transaction()`, but where
   * the engine breaks it off it is done again: `work` touches nothing but the store, and begins anew each time.
   */
  transaction<T>(work: (tx: Kysely<Database>) => Promise<T>): Promise<T>
  /**
   * A transaction that may run beside others of its kind, where the engine can: `alone`, `kept` and `hold` keep apart what must not meet.
   */
  beside<T>(work: (tx: Kysely<Database>) => Promise<T>): Promise<T>
  /**
   * As `beside`, and on the disk when it answers, with all that was committed before it. Other transactions are whole or not
   * there, but a power cut may take back the last of them: what they hold is found again by itself.
   */
  durably<T>(work: (tx: Kysely<Database>) => Promise<T>): Promise<T>
  /**
   * From here to the end of the transaction nobody else, in any process, passes under one of these names: for what is looked up first
   * and then written. Ask for all names at once, and before anything is written.
   */
  alone(tx: Kysely<Database>, names: readonly string[]): Promise<void>
  /** The rows that are read stay as they are to the end of the transaction. */
  kept<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>
  /** Keeps deliveries from all other processes to the end of the transaction; answers, at once, those that no other one has. */
  hold(tx: Kysely<Database>, deliveryIds: readonly number[]): Promise<ReadonlySet<number>>
  /** Hands out the store as it is at one moment; nobody, in any process, writes to it until `read` has ended. */
  still<T>(read: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** Has the engine go on counting after the greatest numbers that are there, where rows came with numbers of their own. */
  countOn(db: Kysely<Database>): Promise<void>
  close(): Promise<void>
}
