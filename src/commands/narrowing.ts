import { actorName } from '../domain/actor-name.ts'
import { type Alignment, labelIn } from '../domain/alignment.ts'
import { type Choice, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { type DateSpan, dateSpan } from '../domain/date-span.ts'
import { distance } from '../domain/edit-distance.ts'
import type { RichText } from '../domain/rich-text.ts'
import type { StorySearch } from '../domain/search.ts'
import { partialDateInWords } from '../domain/times.ts'
import { tongueName } from '../words/states.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { choiceOf, hintOf } from './actor-card.ts'
import { alignmentOf, noSuchAlignment } from './alignments.ts'
import { bold, cut } from './lines.ts'
import { outletsMeant } from './outlets.ts'
import type { FilterName, Query } from './search-query.ts'

/** What stories are narrowed by, with how it is said; or the answer that says what was not understood. */
export type Narrowed = { readonly filter: StorySearch; readonly said: readonly string[]; readonly alignment: Alignment | null }
export type Narrowing = Narrowed | { readonly reply: Reply }

type Filters = Query['filters']
/** A button with the same question, and other values in the place of those in doubt. */
export type AskAgain = (label: string, changes: Readonly<Partial<Record<FilterName, string>>>) => Reply['suggestions'][number]

const CANDIDATES = 8
const MAX_CHOICES = 25
/** Languages in which actors and events are known, first; reports may come in others too. */
const LANGUAGES = ['en', 'ko', 'ja', 'ru', 'zh'] as const

const last = (filters: Filters, name: FilterName): string | undefined => filters[name]?.at(-1)

/** Looks up what was typed, filter by filter; the first that means nothing is told. */
export async function narrowed(filters: Filters, context: CommandContext, askAgain: AskAgain): Promise<Narrowing> {
  const words = wordsIn(context.locale)
  const when = spanOf(filters, context, words, askAgain)
  if ('reply' in when) return when
  const typed = last(filters, 'alignment')
  const alignment = typed === undefined ? null : (alignmentOf(typed, context.alignments) ?? null)
  if (typed !== undefined && alignment === null) return { reply: noSuchAlignment(typed, context.alignments, context.locale) }
  const actors = actorsOf(filters.actor ?? [], context, words, askAgain)
  if ('reply' in actors) return actors
  const outlets = await outletsOf(filters.outlet ?? [], context, words, askAgain)
  if ('reply' in outlets) return outlets
  const tongue = last(filters, 'language')
  const language = tongue === undefined ? undefined : languageMeant(tongue)
  if (tongue !== undefined && language === undefined) return { reply: noSuchLanguage(tongue, words, askAgain) }
  const said = [
    ...(alignment === null ? [] : [labelIn(alignment, context.locale)]),
    ...(actors.names.length === 0 ? [] : [words.search.naming(words.writing.listed(actors.names))]),
    ...(outlets.names.length === 0 ? [] : [words.search.reportedBy(words.writing.either(outlets.names.slice(0, 3)))]),
    ...(language === undefined ? [] : [words.search.inLanguage(tongueName(language, words.locale))]),
    ...when.said,
  ]
  return {
    alignment,
    said,
    filter: {
      ...when.filter,
      ...(alignment === null ? {} : { alignment: alignment.id }),
      ...(actors.ids.length === 0 ? {} : { actorIds: actors.ids }),
      ...(outlets.names.length === 0 ? {} : { outlets: outlets.names }),
      ...(language === undefined ? {} : { language }),
    },
  }
}

type Asked<T> = T | { readonly reply: Reply }

function spanOf(filters: Filters, context: CommandContext, words: Words, askAgain: AskAgain): Asked<Pick<Narrowed, 'filter' | 'said'>> {
  const read = (name: 'since' | 'until'): Asked<{ readonly span: DateSpan | null }> => {
    const typed = last(filters, name)
    const span = typed === undefined ? null : dateSpan(typed, context.now(), context.timeZone)
    return typed !== undefined && span === null ? { reply: textReply(words.search.noDate(name, cut(typed, 40)), true) } : { span }
  }
  const since = read('since')
  if ('reply' in since) return since
  const until = read('until')
  if ('reply' in until) return until
  const spoken = ({ date }: DateSpan): string => partialDateInWords(date, words.locale)
  if (since.span !== null && until.span !== null && since.span.fromAt >= until.span.toAt) {
    const [late, early] = [since.span, until.span]
    const swapped = askAgain(words.search.between(spoken(early), spoken(late)), { since: early.date, until: late.date })
    return { reply: { ...textReply(words.search.wrongWay(spoken(late), spoken(early)), true), suggestions: [swapped] } }
  }
  return {
    filter: {
      ...(since.span === null ? {} : { since: since.span.fromAt }),
      ...(until.span === null ? {} : { until: until.span.toAt }),
    },
    said: [
      ...(since.span === null ? [] : [words.search.since(spoken(since.span))]),
      ...(until.span === null ? [] : [words.search.until(spoken(until.span))]),
    ],
  }
}

type Named = { readonly ids: readonly string[]; readonly names: readonly string[] }

/** All of the actors that are named; several may stand in one value, parted by commas. */
function actorsOf(typed: readonly string[], { directory, now, locale }: CommandContext, words: Words, askAgain: AskAgain): Asked<Named> {
  const found: { readonly id: string; readonly name: string }[] = []
  for (const name of typed
    .flatMap((value) => value.split(/[,、，]/))
    .map((value) => value.trim())
    .filter((value) => value !== '')) {
    const known = directory.byId(name)
    const { actor, candidates } = known === undefined ? directory.find(cut(name, 100), now()) : { actor: known, candidates: [] }
    if (actor !== null) {
      found.push({ id: actor.id, name: actorName(actor, locale) })
      continue
    }
    const near = candidates.length > 0 ? candidates : directory.complete(cut(name, 100), 5)
    const others = found.map(({ id }) => id)
    const suggestions = near.slice(0, CANDIDATES).map((one) => askAgain(actorName(one, locale), { actor: [...others, one.id].join(',') }))
    const asks = words.search
    if (candidates.length === 0) {
      const hint = near.length === 0 ? '' : ` ${asks.didYouMean(words.writing.either(near.map((one) => actorName(one, locale))))}`
      return { reply: { ...textReply(`${asks.noActor(cut(name, 60))}${hint}`, true), suggestions } }
    }
    const body = near
      .slice(0, CANDIDATES)
      .map((one): RichText => [bold(actorName(one, locale)), { text: ` — ${hintOf(one, now(), locale)}` }])
    return { reply: { ...textReply('', true), title: asks.which(cut(name, 60)), body, suggestions } }
  }
  const once = [...new Map(found.map((one) => [one.id, one.name]))]
  return { ids: once.map(([id]) => id), names: once.map(([, name]) => name) }
}

async function outletsOf(
  typed: readonly string[],
  { archive }: CommandContext,
  words: Words,
  askAgain: AskAgain,
): Promise<Asked<{ readonly names: readonly string[] }>> {
  const names: string[] = []
  for (const name of typed) {
    const { found, near } = await outletsMeant(name, archive)
    if (found.length === 0) {
      const hint = near.length === 0 ? '' : ` ${words.search.didYouMean(words.writing.either(near))}`
      const suggestions = near.map((one) => askAgain(one, { outlet: one }))
      return { reply: { ...textReply(`${words.search.noOutlet(cut(name, 60))}${hint}`, true), suggestions } }
    }
    names.push(...found)
  }
  return { names: [...new Set(names)] }
}

/** A language by its code, or by its name in any language that the bot speaks, in its own included. */
export function languageMeant(typed: string): string | undefined {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replace(/[.,;]$/, '')
  const code = /^([a-z]{2})(?:-[a-z]+)?$/.exec(wanted)?.[1]
  if (code !== undefined) return tongueName(code, 'en') === code ? undefined : code
  return [...languageNames()].find(([name]) => name === wanted || (wanted.length > 1 && name.startsWith(wanted)))?.[1]
}

let names: ReadonlyMap<string, string> | null = null

function languageNames(): ReadonlyMap<string, string> {
  const spoken = ['en', 'ko', 'ja', 'ru', 'zh-Hans', 'zh-Hant'] as const
  names ??= new Map(LANGUAGES.flatMap((code) => spoken.map((locale) => [tongueName(code, locale).toLowerCase(), code] as const)))
  return names
}

function noSuchLanguage(typed: string, words: Words, askAgain: AskAgain): Reply {
  const near = LANGUAGES.filter((code) => distance(tongueName(code, 'en').toLowerCase(), typed.toLowerCase(), 2) <= 2)
  const offered = near.length > 0 ? near : LANGUAGES
  const known = words.writing.listed(LANGUAGES.map((code) => tongueName(code, words.locale)))
  return {
    ...textReply(words.search.noLanguage(cut(typed, 40), known), true),
    suggestions: offered.map((code) => askAgain(tongueName(code, words.locale), { language: code })),
  }
}

export const languageChoices = (typed: string, context: CommandContext): readonly Choice[] => {
  const wanted = typed.trim().toLowerCase()
  return LANGUAGES.map((code) => ({ name: tongueName(code, wordsIn(context.locale).locale), value: code })).filter(
    ({ name, value }) => name.toLowerCase().includes(wanted) || value.startsWith(wanted) || languageMeant(wanted) === value,
  )
}

/** Actors of every kind: what a story may name. */
export const actorChoices = (typed: string, { directory, now, locale }: CommandContext): readonly Choice[] => {
  const at = now()
  return directory.complete(typed, MAX_CHOICES).map((actor) => choiceOf(actor, at, locale))
}
