export const STORE_ERROR_KINDS = [
  'read-only',
  'locked',
  'newer',
  'not-a-database',
  'damaged',
  'unreachable',
  'full',
  'stale',
  'refused',
  'insecure',
  'missing',
  'crowded',
  'slow',
  'too-old',
  'half-copied',
  'taken',
] as const
export type StoreErrorKind = (typeof STORE_ERROR_KINDS)[number]

/** The store cannot do what was asked. The message is for an operator: what happened, where, and what to do about it. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly kind: StoreErrorKind

  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

// SQLite's primary result codes: https://www.sqlite.org/rescode.html
const KIND_BY_CODE: Readonly<Record<number, StoreErrorKind>> = {
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  10: 'unreachable',
  11: 'damaged',
  13: 'full',
  14: 'unreachable',
  26: 'not-a-database',
}

export type Advice = Partial<Readonly<Record<StoreErrorKind, string>>>

const ADVICE: Advice = {
  'read-only': 'cannot be written: give the user that runs this program the right to write the file and its folder',
  locked: 'is locked by another process: end the other program that has it open, or wait until it is done',
  newer: 'was made by a newer version of this program: use that version, or another store',
  'not-a-database': 'is not a SQLite database: name another path, or move that file away to start with an empty store',
  damaged: 'is damaged: stop the program, keep a copy of the file, and restore a backup',
  unreachable: 'cannot be opened or read: check that the path is a file, that its folder can be entered, and that the disk is there',
  full: 'cannot grow, the disk is full: free some space; nothing that was stored is lost',
  stale: 'has moved on since this was read: read it again',
  'half-copied': 'is only half copied: let "store copy" end what it began, then start the program',
}

const codeOf = (error: unknown): number => (error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : Number.NaN)

/** Another connection holds the lock: it may be free in a moment. */
export const isBusy = (error: unknown): boolean => KIND_BY_CODE[codeOf(error)] === 'locked'

/** Turns SQLite's error into a `StoreError` where an operator can act on it; anything else is handed back as it came. */
export function explain(error: unknown, path: string): unknown {
  const kind = KIND_BY_CODE[codeOf(error)]
  return kind === undefined ? error : storeError(kind, path, error)
}

/** The error of one kind for the store at `path`, in its fixed words; `advice` where an engine has words of its own. */
export const storeError = (kind: StoreErrorKind, path: string, cause?: unknown, advice: Advice = {}): StoreError =>
  new StoreError(kind, `the store ${path} ${advice[kind] ?? ADVICE[kind] ?? 'failed'}`, cause === undefined ? {} : { cause })
