import type { Actor } from './actor.ts'
import type { AdminDesk, Asker } from './admin.ts'
import type { Unusual } from './alert.ts'
import type { Alignment } from './alignment.ts'
import type { Archive } from './archive.ts'
import type { Brief } from './brief.ts'
import type { CategoryEntry } from './event.ts'
import type { Locale } from './locale.ts'
import type { Web } from './network.ts'
import type { RichText } from './rich-text.ts'
import type { Trend } from './trend.ts'
import type { Scoring } from './wording.ts'

export type Choice = { readonly name: string; readonly value: string }

export type CommandOption = {
  readonly name: string
  readonly description: string
  readonly required: boolean
  /** Fixed choices; empty for free text. */
  readonly choices: readonly Choice[]
  /** Whether `Command.complete` serves it. */
  readonly autocomplete: boolean
  /** Quotation marks around the whole of it are part of what is said. */
  readonly verbatim?: true
  /** What is to be named, where a platform lets it be picked; the value is the platform's id. Left out for text. */
  readonly kind?: 'channel' | 'role'
}

/** One of several things that a command does, with options of its own. */
export type Subcommand = { readonly name: string; readonly description: string; readonly options: readonly CommandOption[] }

/** A picture made for an answer. `alt` says what it shows, for those who cannot see it. */
export type Picture = {
  readonly name: string
  readonly alt: string
  /** With the colours of both themes: a page shows those that its reader's system asks for. */
  readonly svg: string
  /** Bright where no theme is named. */
  readonly png: (theme?: Theme) => Promise<Uint8Array>
  /** The same figures as a table, for the page. */
  readonly table?: PictureTable
}

/** What a picture is drawn for: a bright page, or a dark one. */
export type Theme = 'light' | 'dark'

export type PictureTable = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

export type ReplyField = {
  readonly name: string
  readonly value: readonly RichText[]
  readonly inline: boolean
  /** What it holds, where a page of its own shows that in full and leaves the field out. */
  readonly holds?: 'counterparts' | 'stories' | 'revisions' | 'thread'
}

/** An answer, neutral of any chat: each platform renders it purely. */
export type Reply = {
  readonly title: string
  readonly url: string | null
  /** `#rrggbb` or null. */
  readonly colour: string | null
  /** Lines. */
  readonly body: readonly RichText[]
  readonly fields: readonly ReplyField[]
  readonly picture: Picture | null
  /** Stories shown in full, as posts. */
  readonly briefs: readonly Brief[]
  /** What to ask next: shown as buttons. */
  readonly suggestions: readonly { readonly label: string; readonly command: string; readonly args: Readonly<Record<string, string>> }[]
  /** What may be chosen next out of more than buttons hold. */
  readonly choosing?: Choosing
  readonly footer: string
  /** The story that the answer is about: the page leads to its own page. */
  readonly storyId?: string
  /** Only the asker sees it. */
  readonly ephemeral: boolean
}

/** An option to be chosen from a list that suggests as one types, where a platform's commands cannot do so themselves; others leave it out. */
export type Choosing = {
  readonly label: string
  readonly command: string
  /** The option's name; one that the command completes. */
  readonly option: string
  /** What is asked besides. */
  readonly args: Readonly<Record<string, string>>
}

/** The smallest answer: a line of text. */
export const textReply = (text: string, ephemeral = false): Reply => ({
  title: '',
  url: null,
  colour: null,
  body: [[{ text }]],
  fields: [],
  picture: null,
  briefs: [],
  suggestions: [],
  footer: '',
  ephemeral,
})

export type FoundActor = { readonly actor: Actor | null; readonly candidates: readonly Actor[] }

/** Looking actors up by any of their names. */
export interface ActorDirectory {
  byId(id: string): Actor | undefined
  /** The actor a name means on a day (epoch ms); `actor: null` with candidates where it is ambiguous, without where unknown. */
  find(name: string, at: number): FoundActor
  /** For autocomplete: best first. Never waits on anything. */
  complete(prefix: string, limit: number): readonly Actor[]
}

/** Pictures with their words in a language; in English where none is named. Names stand as they are handed in. */
export interface ChartMaker {
  /** Mentions of one actor by week, coloured by alignment. */
  mentionsByWeek(
    input: {
      readonly actor: Actor
      readonly weeks: readonly {
        readonly startAt: number
        readonly byAlignment: Readonly<Record<string, number>>
        readonly other: number
      }[]
      readonly alignments: readonly Alignment[]
      /** When counting stopped (epoch ms), so that a week that has not ended is shown as such. */
      readonly until?: number
      /** What happened in that time, to be marked. */
      readonly events?: readonly { readonly at: number; readonly text: string }[]
    },
    locale?: Locale,
  ): Picture
  /** Events by week, cooperative against conflictual. */
  eventsByWeek(input: Trend, locale?: Locale): Picture
  /** A week far above the usual, among those before it. */
  unusual(input: Unusual, locale?: Locale): Picture
  /** Who acts with whom. */
  network(input: Web, locale?: Locale): Picture
}

/** What commands may use. */
export type CommandContext = {
  readonly directory: ActorDirectory
  readonly archive: Archive
  readonly charts: ChartMaker
  readonly alignments: readonly Alignment[]
  readonly now: () => number
  /** IANA zone of the times that people are shown; UTC where it is left out. */
  readonly timeZone?: string
  /** The asker's language, for our own words; left out: English. */
  readonly locale?: Locale
  /** How points become a score, so that `/why` can say what would have changed it. */
  readonly scoring?: Pick<Scoring, 'bias' | 'scale' | 'points'>
  /** PLOVER's categories with their quad classes and scores, as `config/events.yaml` has them. */
  readonly categories?: readonly Pick<CategoryEntry, 'category' | 'quad' | 'ploverScore'>[]
  /** Where people reach the page, without a slash at its end; left out where the operator names none. */
  readonly pageUrl?: string
  /** Who asks; left out where nobody is known, who then may change nothing. */
  readonly asker?: Asker
  /** What admins' commands work on; left out where none may be changed. */
  readonly desk?: AdminDesk
}

/** A slash command, neutral of any chat. */
export type Command = {
  readonly name: string
  readonly description: string
  readonly options: readonly CommandOption[]
  /** Where there are any, `options` is empty, one of them is asked for, and its name comes in as `args.action`. */
  readonly subcommands?: readonly Subcommand[]
  /** For those who look after the place: platforms show it to nobody else, and it looks itself who asks. */
  readonly admin?: true
  run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply>
  /** Choices for the option being typed: at most 25, at once, from memory. */
  complete?(option: string, typed: string, context: CommandContext): readonly Choice[]
}
