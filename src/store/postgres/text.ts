import { type RawBuilder, sql } from 'kysely'
import type { Phrase, TextIndex } from '../engine.ts'

/** Postgres refuses longer words and larger vectors. https://www.postgresql.org/docs/current/textsearch-limitations.html */
const MAX_WORD_BYTES = 2_046
const MAX_WORDS_BYTES = 1_000_000
/** What a word costs a vector besides its letters. */
const WORD_COST = 8

const bytesOf = (word: string): number => Buffer.byteLength(word)
const isIndexable = (word: string): boolean => word.length <= MAX_WORD_BYTES && bytesOf(word) <= MAX_WORD_BYTES

/**
 * Which words a text has, in a GIN index; in which order, in the text beside it. A vector's own positions end at 16,383, and at 256 of
 * one word, so that phrases in long stories would not be found. The words are ours already: the parser of `to_tsvector`, which takes
 * letters and numbers apart by the database's locale, has nothing to do.
 */
export const vectors: TextIndex = {
  async create(db) {
    await sql`drop table if exists story_words`.execute(db)
    await sql`create table story_words (doc bigint primary key, words text collate "C" not null, found_by tsvector not null)`.execute(db)
    await sql`create index story_words_found on story_words using gin (found_by)`.execute(db)
  },
  async put(db, doc, words) {
    await sql`delete from story_words where doc = ${doc}`.execute(db)
    if (words === '') return
    await sql`insert into story_words (doc, words, found_by)
      values (${doc}, ${` ${words} `}, array_to_tsvector(string_to_array(${once(words)}, ' ')))`.execute(db)
  },
  async find(db, { all, none, any = [], from, below, limit }) {
    const one = any.length === 0 ? [] : [sql`(${sql.join(any.map(holds), sql` or `)})`]
    const unwanted = none.map((phrase) => sql`not ${holds(phrase)}`)
    const fits = sql.join([...all.map(holds), ...one, ...unwanted], sql` and `)
    const found = await sql<{ doc: number }>`select doc from story_words where ${fits} and doc >= ${from} and doc < ${below}
      order by doc desc limit ${limit}`.execute(db)
    return found.rows.map((row) => row.doc)
  },
}

/** The words of a text once each, as many as a vector takes. */
function once(words: string): string {
  let room = MAX_WORDS_BYTES
  const taken: string[] = []
  for (const word of new Set(words.split(' '))) {
    if (word === '' || !isIndexable(word)) continue
    room -= bytesOf(word) + WORD_COST
    if (room < 0) break
    taken.push(word)
  }
  return taken.join(' ')
}

/** Tokens hold letters and digits only: quotation marks make them harmless, and no blank stands in them. */
function holds({ tokens, prefix }: Phrase): RawBuilder<unknown> {
  const last = tokens.length - 1
  const terms = tokens.flatMap((token, at) => (isIndexable(token) ? [`'${token}'${prefix && at === last ? ':*' : ''}`] : []))
  const hasWords = sql`found_by @@ ${terms.join(' & ')}::tsquery`
  // The vector knows single words exactly; the text itself is read for their order alone.
  if (tokens.length === 1 && terms.length === 1) return sql`(${hasWords})`
  const inOrder = sql`strpos(words, ${` ${tokens.join(' ')}${prefix ? '' : ' '}`}) > 0`
  return terms.length === 0 ? sql`(${inOrder})` : sql`(${hasWords} and ${inOrder})`
}
