/**
 * Something that one process at a time does, for as long as it lives: others stand by, and the next takes over when it ends, however it
 * ends.
 */
export type Turn = {
  /** Waits until it is ours; null where `stop` is aborted before. Why it has to wait is told whenever that is another reason. Never rejects. */
  take(stop: AbortSignal, onWait: (why: Waits) => void): Promise<Taken | null>
}

/** Another process has it, or some of it; or others have divided it into so many parts, 0 for not at all, and this one into another number. */
export type Waits = { readonly kind: 'taken' } | { readonly kind: 'divided'; readonly into: number }

export type Taken = {
  /** Aborted when another process has it: this one must stop. */
  readonly lost: AbortSignal
  /** Gives it to the next. */
  giveBack(): Promise<void>
}

/** Some of the parts into which something is divided, counted from 0; `whole` where one process does all of it. */
export type Share = 'whole' | { readonly ids: readonly number[]; readonly count: number }
