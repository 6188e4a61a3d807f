import type { Generated } from 'kysely'

/** Rows as they stand in the store. Times are epoch milliseconds, flags 0 or 1, nested things JSON text: the same in every engine. */
export type Database = {
  readonly migrations: MigrationRow
  readonly feeds: FeedRow
  readonly items: ItemRow
  readonly item_wordings: ItemWordingRow
  readonly assessments: AssessmentRow
  readonly mentions: MentionRow
  readonly mention_weeks: MentionWeekRow
  readonly stories: StoryRow
  readonly story_items: StoryItemRow
  readonly briefs: BriefRow
  readonly story_alignments: StoryAlignmentRow
  readonly story_actors: StoryActorRow
  readonly actor_weeks: ActorWeekRow
  readonly story_categories: StoryCategoryRow
  readonly story_languages: StoryLanguageRow
  readonly story_docs: StoryDocRow
  readonly outlets: OutletRow
  readonly story_acts: StoryActRow
  readonly act_states: ActStateRow
  readonly act_pairs: ActPairRow
  readonly act_alignments: ActAlignmentRow
  readonly dealings: DealingRow
  readonly dealing_weeks: DealingWeekRow
  readonly feed_silences: FeedSilenceRow
  readonly deliveries: DeliveryRow
  readonly stops: StopRow
  readonly notices: NoticeRow
  readonly local_posts: LocalPostRow
  readonly feedback: FeedbackRow
  readonly reviews: ReviewRow
  readonly model_answers: ModelAnswerRow
  readonly model_days: ModelDayRow
  readonly digests: DigestRow
  readonly digest_runs: DigestRunRow
  readonly alerts: AlertRow
  readonly forgotten_items: ForgottenItemRow
  readonly changes: ChangeRow
  readonly settings: SettingRow
  readonly staged: StagedRow
  readonly terms: TermRow
}

export type MigrationRow = { number: number; name: string; applied_at: number }

export type FeedRow = {
  feed_id: string
  next_at: number
  first_ok_at: number | null
  last_ok_at: number | null
  last_polled_at: number | null
  last_item_at: number | null
  failures: number
  last_kind: string | null
  last_message: string | null
  etag: string | null
  last_modified: string | null
  validators_at: number | null
  body_hash: string | null
  moved_to: string | null
  moved_count: number
  poll_url: string | null
  poll_url_of: string | null
  rhythm_ms: number | null
  longest_gap_ms: number | null
  ttl_ms: number | null
  url: string | null
}

export type ItemRow = {
  id: string
  feed_id: string
  guid: string
  url: string
  title: string
  text: string
  language: string
  outlet: string
  country: string
  kind: string
  bloc: string
  published_at: number
  first_seen_at: number
  backfilled: number
  /** 1 once it has an assessment: what is still to do is found by an index. */
  assessed: Generated<number>
  /** The wording that was judged, 0 for the first, and the newest there is: see `item_wordings`. */
  revision: Generated<number>
  newest_revision: Generated<number>
  /** Lists of text, JSON. */
  authors: Generated<string>
  categories: Generated<string>
}

/** Every wording of an item that a publisher has changed; 0 is the first. */
export type ItemWordingRow = { item_id: string; number: number; title: string; text: string; seen_at: number }

export type AssessmentRow = {
  item_id: string
  language: string
  /** 1 where it is kept for at least one alignment. */
  kept: number
  /** The best score: how near a dropped item came. */
  best_score: number
  published_at: number
  body: string
}

/** One row an item, actor and alignment kept for; `alignment` is '' where the item is kept for none. */
export type MentionRow = { item_id: string; actor_id: string; alignment: string; published_at: number; country: string | null }

/** How many items of a week name the actor: counted from the rows above, in the same transaction. */
export type MentionWeekRow = { actor_id: string; week: number; alignment: string; count: number }

export type StoryRow = {
  id: string
  revision: number
  opened_at: number
  updated_at: number
  /** The story that this one turned out to be; never one that is itself merged. */
  merged_into: string | null
  /** When it first and last was news to us, by our clock: the times above are the publishers'. null where it only was backfilled. */
  first_recorded_at: Generated<number | null>
  recorded_at: Generated<number | null>
}

/** `seq` grows with every item that joins any story. */
export type StoryItemRow = {
  seq: Generated<number>
  story_id: string
  item_id: string
  published_at: number
  /** 1 once it was moved from another story: it is not moved again. */
  moved: Generated<number>
}

/** A story as it was told once. `overtaken_at` is when a newer revision took its place; null for the newest. */
export type BriefRow = { story_id: string; revision: number; body: string; overtaken_at: Generated<number | null> }

/** What stories are looked up by; of the newest revision only. */
export type StoryAlignmentRow = { story_id: string; alignment: string; updated_at: number }
export type StoryActorRow = { story_id: string; actor_id: string; updated_at: number }
/** In how many stories last told in a week an actor is named with another: counted from the rows above, in the same transaction. */
export type ActorWeekRow = { actor_id: string; week: number; other_id: string; count: number }
export type StoryCategoryRow = { story_id: string; category: string }
/** In which languages it is reported. */
export type StoryLanguageRow = { story_id: string; language: string; updated_at: number }

/** The number of a story's text: see `texts.ts`. */
export type StoryDocRow = { doc: number; story_id: string }

/** Outlets that report kept stories, with when they last did. */
export type OutletRow = { name: string; told_at: number }

/** The acts of the newest revision, by their place in its brief, with when they happened; and by what they are looked up. `week` is that of `weeks.ts`. */
export type StoryActRow = { story_id: string; number: number; category: string; at: number; week: number }
export type ActStateRow = StoryActRow & { state: string }
/** Each two states of an act, by the alphabet. */
export type ActPairRow = StoryActRow & { first: string; second: string }
export type ActAlignmentRow = StoryActRow & { alignment: string }

/** The pairs of states in each act that deal with each other: not those on whom others act together. `a` comes first by the alphabet. */
export type DealingRow = { story_id: string; number: number; a: string; b: string; joint: number; category: string; at: number }

/** How many dealings of a way two states had in a week: counted from the rows above, in the same transaction. */
export type DealingWeekRow = { week: number; a: string; b: string; joint: number; category: string; count: number }

/** Times in which a feed gave no good answer; only those that are over. */
export type FeedSilenceRow = { feed_id: string; from_at: number; to_at: number }

export type DeliveryRow = {
  id: Generated<number>
  story_id: string
  revision: number
  route_id: string
  state: string
  /** 1 while it is pending, claimed or unknown. */
  open: number
  attempts: number
  /** Claims in a row while its fate was unknown. */
  looks: number
  due_at: number
  lease_until: number | null
  created_at: number
  /** When the row last changed: later than now means that the clock was set back. */
  touched_at: number
  settled_at: number | null
  reason: string | null
  receipt_channel: string | null
  receipt_message: string | null
  /** `discord:123`: where it was last sent to; null for what was sent before this was kept. */
  target: string | null
}

/** A route or a whole platform that refused us. `subject` is `route:ID` or `platform:ID`. */
export type StopRow = { subject: string; reason: string; since: number; until: number; tries: number }

/** What a person was told, so that nothing is told twice. */
export type NoticeRow = { subject: string; text: string; told_at: number }

export type LocalPostRow = {
  route_id: string
  story_id: string
  revision: number
  body: string
  posted_at: number
  edited_at: number | null
}

/**
 * What a reader said of a story: one row a reader and story. `revision`: of the story as the reader saw it; null where the story was not
 * known, or before this was kept.
 */
export type FeedbackRow = { story_id: string; platform: string; user_id: string; verdict: string; at: number; revision: number | null }

/** A change of office that an item tells of; `subject` is an actor's id or `office/STATE`. */
export type ReviewRow = {
  id: Generated<number>
  subject: string
  item_id: string
  words: string
  published_at: number
  done_at: number | null
}

/** What the language model answered, as JSON text, by the hash of the question. */
export type ModelAnswerRow = { key: string; model: string; purpose: string; body: string; at: number }

/** What the language model cost on a day (ISO date, UTC). */
export type ModelDayRow = { day: string; calls: number; tokens: number }

/** Posts that stand for many stories. */
export type DigestRow = { id: string; route_id: string; made_at: number; body: string }

/** How far a route's digests have come. */
export type DigestRunRow = { route_id: string; schedule: string; from_at: number; next_at: number }

/** What admins changed: entries and settings as JSON text. `undoes`: the change that this one took back. */
export type ChangeRow = {
  id: Generated<number>
  at: number
  platform: string
  user_id: string
  asked_in: string | null
  kind: string
  subject: string
  place: string | null
  before: string | null
  after: string | null
  /** What held before: null for the files' own, `{"entry": …}` for what a command had set. */
  set_before: string | null
  undoes: number | null
}

/** What commands have set; `entry` null where it was taken out. */
export type SettingRow = { kind: string; subject: string; entry: string | null; change_id: number }

/**
 * An item that was let go: what it is known by when its feed lists it again. `sameness` is a hash of what makes two ids one item;
 * `listed_at` when its feed was last seen to list it, to within days.
 */
export type ForgottenItemRow = { id: string; sameness: string; feed_id: string; listed_at: number }

/** What was told of unusual activity, and by which stories (ids as a JSON list); `day` is that of UTC. */
export type AlertRow = { subject: string; day: string; told_at: number; count: number; story_ids: string }

/** An assessment that waits for the judge of those who share the work; `revision`: of the item's wordings; `stamp`: of the configuration. */
export type StagedRow = { item_id: string; revision: number; stamp: string; body: string; staged_at: number }

/** Which term of an office runs: who was elected to an earlier one has lost it. */
export type TermRow = { office: string; number: number }
