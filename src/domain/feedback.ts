/** What a reader said about a post by its buttons. */
export type Feedback = {
  /** The channel adapter it came by. */
  readonly platform: string
  readonly storyId: string
  /** The platform's id of the reader: one voice a reader and story. */
  readonly userId: string
  readonly verdict: 'relevant' | 'not-relevant'
  readonly at: number
}
