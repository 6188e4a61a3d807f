import type { Digest } from './digest.ts'
import type { Category } from './event.ts'
import type { Bloc, FeedKind } from './feed.ts'
import type { Said } from './said.ts'

/**
 * How far a reader may take a story as having happened. `confirmed` is said by an outlet that speaks for a party to it, with others;
 * `reported` by outlets that speak for no party. What an item is coded with (`Standing`) knows no difference between the two.
 */
export const BRIEF_STANDINGS = ['confirmed', 'reported', 'claimed', 'alleged', 'planned'] as const
export type BriefStanding = (typeof BRIEF_STANDINGS)[number]

/** One thing that moved the importance, in words a reader can follow. */
export type ImportancePoint = { readonly points: number; readonly because: string }

/** Which alignment a story is about, and by which rule. */
export type BriefAlignment = {
  readonly id: string
  readonly label: string
  readonly colour: string
  readonly rule: string | null
  readonly score: number
}

/** One coded act, in ISO 3166 alpha-3 and in English names. */
export type Act = {
  readonly category: Category
  readonly mode: string | null
  readonly subtype: string | null
  readonly actors: readonly string[]
  readonly recipients: readonly string[]
  readonly standing: BriefStanding
  /** For people: `Russia → United States, Japan, South Korea: THREATEN`. */
  readonly text: string
}

export type BriefSource = {
  readonly itemId: string
  readonly outlet: string
  readonly country: string
  readonly kind: FeedKind
  readonly bloc: Bloc
  /** ISO 639-1. */
  readonly language: string
  readonly title: string
  /** http(s) or ''. */
  readonly url: string
  readonly publishedAt: number
  /** Outlets with one number carry the same text: one independent source. */
  readonly group: number
}

/** A story made ready for people, neutral of any chat: plain text and data, no markup. */
export type Brief = {
  readonly storyId: string
  readonly revision: number
  readonly kind: 'new' | 'update' | 'correction'
  /** What changed since the last revision, in a few words; '' for a new story. */
  readonly change: string
  readonly alignments: readonly BriefAlignment[]
  /** English, or the original where no English one can be made. */
  readonly headline: string
  readonly url: string
  /** The original headline where `headline` is not it. */
  readonly original: { readonly text: string; readonly language: string } | null
  readonly acts: readonly Act[]
  readonly place: string | null
  /** The actor that the place is; left out of briefs told before it was kept. */
  readonly placeId?: string
  /** ISO date of the event where known. */
  readonly date: string | null
  /** Sentences from the sources, at most 400 characters in all. */
  readonly summary: readonly string[]
  readonly summaryLanguage: string
  /** The words of the source that decide what happened, with what they say in English where they are in another language. */
  readonly phrase?: { readonly text: string; readonly language: string; readonly gloss: string } | null
  /** Who of the parties is named, with the office held that day: `Russian Foreign Minister Sergey Lavrov`. */
  readonly people?: readonly string[]
  /** The same people as data: by actor id, with the title of their role; left out of briefs told before it was kept. */
  readonly named?: readonly { readonly id: string; readonly title: string }[]
  /** What no report says, in words that follow `Not known:`. */
  readonly unknown?: readonly string[]
  readonly standing: BriefStanding
  /** The standing in words: `Confirmed by both sides`, `Alleged by Ukraine`. */
  readonly standingText: string
  /** Oldest first. */
  readonly sources: readonly BriefSource[]
  readonly independentSources: number
  /** Alignment blocs none of whose outlets report it. */
  readonly silentBlocs: readonly Bloc[]
  /** Actor ids named, most mentioned first. */
  readonly actors: readonly string[]
  readonly thread: {
    readonly label: string
    /** The actor whose name the label begins with: an exercise. */
    readonly about?: string
    readonly earlier: readonly { readonly storyId: string; readonly headline: string; readonly at: number }[]
  } | null
  /** 0 to 1: decides order and emphasis. */
  readonly importance: number
  /** What the importance is made of. */
  readonly importancePoints?: readonly ImportancePoint[]
  readonly openedAt: number
  readonly updatedAt: number
  /** What `standingText`, `change` and `unknown` say, as data; left out of briefs told before it was kept. */
  readonly said?: Said
  /**
   * What a language model wrote of it, and which one: its summary, its English headline. Every name, number, date, place and quotation
   * of those was found in the sources. Left out where all words are the sources' or ours.
   */
  readonly wording?: { readonly by: string; readonly summary: boolean; readonly headline: boolean }
  /** Set on the last revision of a story that turned out to be another one: that one's id. Such a brief only points there. */
  readonly mergedInto?: string
  /** Set on the last revision of a story that no report stands for any more: it only says so. */
  readonly withdrawn?: true
  /** Set where the brief stands for many stories: what they are. Its other words are those of the whole. */
  readonly digest?: Digest
}

/** The outlets by independent source, each named once, in the order they reported: `[[TASS, KCNA], [Yonhap], [AP]]`. */
export const outletGroups = (sources: readonly BriefSource[]): readonly (readonly string[])[] =>
  [...Map.groupBy(sources, (source) => source.group).values()].map((group) => [...new Set(group.map((source) => source.outlet))])

/** Importance from which a story is told as major: about one in eight. */
const MAJOR = 0.6

/** Whether a story is told with more weight: with the word `major`, and with a route's role where it asks for one. */
export const isMajor = ({ importance }: Pick<Brief, 'importance'>): boolean => importance >= MAJOR

/** Importance below which a story is told in a muted colour: about one in four. */
const MINOR = 0.35

export const isMinor = ({ importance }: Pick<Brief, 'importance'>): boolean => importance < MINOR
