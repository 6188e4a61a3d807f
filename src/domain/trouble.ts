/** What a person should look at. The same `subject` is told again only where `mark` has changed, and once when it is over. */
export type Trouble = {
  readonly subject: string
  readonly mark: string
  readonly text: string
}

/** A line for the people who run the bot, posted outside any story. `key` is the same at every try: 25 hex characters. */
export type AdminNote = { readonly channel: string; readonly lines: readonly string[]; readonly key: string }
