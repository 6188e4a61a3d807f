import type { Brief } from './brief.ts'
import type { Report } from './story.ts'

/** What a reader can say of a post. `duplicate`: rightly kept, but told before as another story. */
export const FEEDBACK_VERDICTS = ['relevant', 'wrong-alignment', 'not-relevant', 'duplicate'] as const
export type FeedbackVerdict = (typeof FEEDBACK_VERDICTS)[number]

/** The verdicts as buttons say them. */
export const FEEDBACK_WORDS: Readonly<Record<FeedbackVerdict, string>> = {
  relevant: 'Relevant',
  'wrong-alignment': 'Wrong alignment',
  'not-relevant': 'Not relevant',
  duplicate: 'Duplicate',
}

export const isFeedbackVerdict = (text: string): text is FeedbackVerdict => FEEDBACK_VERDICTS.some((verdict) => verdict === text)

/** What a reader said about a post by its buttons. */
export type Feedback = {
  /** The channel adapter it came by. */
  readonly platform: string
  readonly storyId: string
  /** The platform's id of the reader: one voice a reader and story. */
  readonly userId: string
  readonly verdict: FeedbackVerdict
  readonly at: number
  /** The story's revision at that time, whose brief says by which rules and scores it was kept; the store adds it. */
  readonly revision?: number
}

/** A story that readers judged: its newest brief, its reports as they were assessed, and every voice. */
export type JudgedStory = { readonly brief: Brief; readonly reports: readonly Report[]; readonly voices: readonly Feedback[] }

/** What readers said: one voice a reader (of a platform) and story. */
export interface FeedbackStore {
  /** Stores the voice in place of what the same reader said of the story before. A story that is not known is no error. */
  put(feedback: Feedback): Promise<void>
  /** Stories with voices, first judged first; voices in the order of their times. What is no longer known is left out. */
  list(): Promise<readonly JudgedStory[]>
}
