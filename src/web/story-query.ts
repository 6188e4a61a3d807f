import type { Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import type { CommandContext } from '../domain/command.ts'
import { parseMoment } from '../domain/day.ts'
import { type Words, wordsIn } from '../words/words.ts'

/** Which stories are asked for, as far as it is said. */
export type StoryQuery = {
  readonly words: string
  readonly alignment?: string
  readonly actorId?: string
  /** ISO 639-1 of one of the reports. */
  readonly language?: string
  /** A part of the name of one of the outlets. */
  readonly outlet?: string
  readonly since?: number
  /** The first moment after the span. */
  readonly until?: number
  /** From 1: the newest. */
  readonly page: number
}

/** What cannot be read in a question: which field, and what to write in its place. */
export type Mistake = {
  readonly field: string
  readonly message: string
  /** What may have been meant, where that is known, behind words of its own. */
  readonly meant?: { readonly lead: string; readonly choices: readonly { readonly value: string; readonly label: string }[] }
}

export type ReadQuery = { readonly query: StoryQuery; readonly mistakes: readonly Mistake[] }

type Typed = Readonly<Record<string, string | undefined>>

/** Nobody searches for more; what is longer was pasted by mistake. */
export const MAX_WORDS = 300
const MAX_NAME = 200
/** Further back, a narrower span is what finds. */
export const MAX_PAGE = 9999
/** How many of those that may be meant are named. */
const MAX_CHOICES = 8
const DAY_MS = 86_400_000

/** What was typed, as it is told back: never long. */
const said = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 39)}…`)

/** The actor that a text means by its id or by a name. Where the name means several or none, the mistake says what to write. */
export function actorMeant(
  typed: string,
  field: string,
  { directory, now, locale }: Pick<CommandContext, 'directory' | 'now' | 'locale'>,
): Actor | Mistake {
  const { mistakes } = wordsIn(locale).lookups
  if (typed.length > MAX_NAME) return { field, message: mistakes.longName(MAX_NAME, typed.length) }
  const known = directory.byId(typed)
  if (known !== undefined) return known
  const { actor, candidates } = directory.find(typed, now())
  if (actor !== null) return actor
  const near = candidates.length > 0 ? candidates : directory.complete(typed, MAX_CHOICES)
  const choices = near.slice(0, MAX_CHOICES).map((one) => ({ value: one.id, label: actorName(one, locale) }))
  if (choices.length === 0) return { field, message: mistakes.unknown(said(typed)) }
  const told = choices.map(({ value }) => value).join(', ')
  const lead = candidates.length > 0 ? mistakes.several(said(typed)) : mistakes.nobody(said(typed))
  return { field, message: mistakes.write(lead, told), meant: { lead, choices } }
}

/** Whether a name was not understood. */
export const isMistake = (meant: Actor | Mistake): meant is Mistake => 'field' in meant

/** A day or moment; the last day of a span is meant whole. */
function momentOf(typed: string, isEnd: boolean): number | null {
  // A plus sign in a query is read as a space.
  const at = parseMoment(typed.replace(' ', '+'))
  return at === null || !isEnd || typed.includes('T') ? at : at + DAY_MS
}

function readSpan(
  { since, until }: Typed,
  words: Words['lookups']['mistakes'],
): { readonly span: Pick<StoryQuery, 'since' | 'until'>; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  const read = (field: string, typed: string | undefined): number | undefined => {
    if (typed === undefined) return undefined
    const at = momentOf(typed, field === 'until')
    if (at === null)
      mistakes.push({
        field,
        message: words.noDate(field, said(typed)),
      })
    return at ?? undefined
  }
  const [from, to] = [read('since', since), read('until', until)]
  if (from !== undefined && to !== undefined && from >= to)
    mistakes.push({ field: 'until', message: words.wrongWay(said(until ?? ''), said(since ?? '')) })
  return { span: { ...(from === undefined ? {} : { since: from }), ...(to === undefined ? {} : { until: to }) }, mistakes }
}

export function pageMistake(typed: string | undefined, { lookups }: Words = wordsIn('en')): Mistake | null {
  if (typed === undefined || (/^[1-9]\d{0,3}$/.test(typed) && Number(typed) <= MAX_PAGE)) return null
  return { field: 'page', message: lookups.mistakes.page(MAX_PAGE, said(typed)) }
}

/** Blank fields of a form ask for nothing. */
const given = (typed: Typed): Typed => Object.fromEntries(Object.entries(typed).filter(([, value]) => value?.trim() !== ''))

/** Which stories a form or an address asks for. What cannot be read is left out of the query and told as a mistake. */
export function readStoryQuery(
  typed: Typed,
  { context, languages }: { readonly context: CommandContext; readonly languages: readonly string[] },
): ReadQuery {
  const own = wordsIn(context.locale)
  const { mistakes: wrong } = own.lookups
  const { comma } = own.writing
  const { q = '', alignment, actor, language, outlet, page, ...rest } = given(typed)
  const mistakes: Mistake[] = []
  const words = q.replaceAll(/\s+/g, ' ').trim()
  if (words.length > MAX_WORDS)
    mistakes.push({
      field: 'q',
      message: wrong.longWords(words.length, MAX_WORDS),
    })
  const alignments = context.alignments.map(({ id }) => id)
  const knownAlignment = alignment === undefined || alignments.includes(alignment)
  if (!knownAlignment) mistakes.push({ field: 'alignment', message: wrong.noAlignment(alignments.join(comma)) })
  const meant = actor === undefined ? undefined : actorMeant(actor.trim(), 'actor', context)
  if (meant !== undefined && isMistake(meant)) mistakes.push(meant)
  const knownLanguage = language === undefined || languages.includes(language)
  if (!knownLanguage) mistakes.push({ field: 'language', message: wrong.noLanguage(said(language), languages.join(comma)) })
  if ((outlet?.length ?? 0) > MAX_NAME) mistakes.push({ field: 'outlet', message: wrong.longOutlet(MAX_NAME) })
  const { span, mistakes: wrongSpan } = readSpan(rest, wrong)
  const wrongPage = pageMistake(page, own)
  const query: StoryQuery = {
    words: words.length > MAX_WORDS ? '' : words,
    ...(alignment === undefined || !knownAlignment ? {} : { alignment }),
    ...(meant === undefined || isMistake(meant) ? {} : { actorId: meant.id }),
    ...(language === undefined || !knownLanguage ? {} : { language }),
    ...(outlet === undefined || outlet.length > MAX_NAME ? {} : { outlet: outlet.trim() }),
    ...span,
    page: wrongPage === null ? Number(page ?? 1) : 1,
  }
  return { query, mistakes: [...mistakes, ...wrongSpan, ...(wrongPage === null ? [] : [wrongPage])] }
}

/** The languages of the feeds, as a reader may ask for them. */
export const languagesOf = (feeds: readonly { readonly language: string }[]): readonly string[] =>
  [...new Set(feeds.map(({ language }) => language))].toSorted()
