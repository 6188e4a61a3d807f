import { actorName } from '../../domain/actor-name.ts'
import { labelIn } from '../../domain/alignment.ts'
import type { Entry } from '../../domain/change.ts'
import type { CommandContext } from '../../domain/command.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { alignmentOf } from '../alignments.ts'
import { partsOf } from './saying.ts'

export type Args = Readonly<Record<string, string>>

/** What was typed, as keys of an entry of `routes.yaml`; and, in sentences, what of it cannot be read. */
export type Read = { readonly entry: Entry; readonly problems: readonly string[] }

type Value = { readonly value: unknown } | { readonly problem: string }

/** No option needs more than this; what is longer was pasted by mistake. */
const MAX_TYPED = 500

const NONE = /^(?:off|none|no|-)$/i
const ALL = /^(?:all|any|off|none|-)$/i

const quoted = (text: string, { writing }: Words): string => writing.quoted(text.length <= 60 ? text : `${text.slice(0, 59)}…`)
const problem = (text: string): Value => ({ problem: text })

/** An option as its reader sees it named. */
const optionName = (option: string, { admin }: Words): string =>
  Object.entries(admin.watch.options).find(([name]) => name === option)?.[1].name ?? option

type Unfit = 'noThreshold' | 'noHours' | 'noRole' | 'noCap' | 'noYesNo'

function unfit(what: Unfit, option: string, typed: string, locale: CommandContext['locale']): Value {
  const words = wordsIn(locale)
  return problem(words.routes[what](optionName(option, words), quoted(typed, words)))
}

function alignments(typed: string, { alignments: known, locale }: CommandContext): Value {
  if (ALL.test(typed)) return { value: [] }
  const parts = partsOf(typed)
  const wrong = parts.filter((part) => alignmentOf(part, known) === undefined)
  if (wrong.length === 0) return { value: [...new Set(parts.map((part) => alignmentOf(part, known)?.id))] }
  const words = wordsIn(locale)
  const names = known.map((one) => `${one.id}${words.writing.bracketed(labelIn(one, locale))}`)
  return problem(words.routes.noAlignment(quoted(wrong[0] ?? '', words), words.writing.listed(names)))
}

function threshold(typed: string, { locale }: CommandContext): Value {
  if (/^(?:default|off)$/i.test(typed)) return { value: null }
  const value = Number(typed.replace(',', '.'))
  return typed.trim() !== '' && value >= 0 && value <= 1 ? { value } : unfit('noThreshold', 'threshold', typed, locale)
}

function actors(typed: string, context: CommandContext): Value {
  if (ALL.test(typed)) return { value: [] }
  const words = wordsIn(context.locale)
  const { routes, writing } = words
  const found: string[] = []
  for (const name of partsOf(typed)) {
    const known = context.directory.byId(name)
    const { actor, candidates } = known === undefined ? context.directory.find(name, context.now()) : { actor: known, candidates: [] }
    if (actor !== null) found.push(actor.id)
    else if (candidates.length > 0) {
      const names = candidates.slice(0, 6).map((one) => `${actorName(one, context.locale)}${writing.bracketed(one.id)}`)
      return problem(routes.mayBe(quoted(name, words), names.join(writing.comma)))
    } else {
      const near = context.directory.complete(name, 3).map((one) => actorName(one, context.locale))
      return problem(near.length === 0 ? routes.nobody(quoted(name, words)) : routes.nobodyBut(quoted(name, words), writing.either(near)))
    }
  }
  return { value: [...new Set(found)] }
}

function digest(typed: string): Value {
  if (NONE.test(typed)) return { value: null }
  const [, hour, minute] = /^(\d{1,2})[:.](\d\d)$/.exec(typed.trim()) ?? []
  return { value: hour === undefined ? typed.trim() : `${Number(minute)} ${Number(hour)} * * *` }
}

/** Hours are written in many ways: `22:00 – 7:00`. */
function quiet(typed: string, { locale }: CommandContext): Value {
  if (NONE.test(typed)) return { value: null }
  const [, from = '', to = ''] = /^\s*(\d{1,2}:\d\d)\s*[-–—~]\s*(\d{1,2}:\d\d)\s*$/.exec(typed) ?? []
  if (from === '') return unfit('noHours', 'quiet', typed, locale)
  if (from.padStart(5, '0') === to.padStart(5, '0')) return problem(wordsIn(locale).routes.sameHours(optionName('quiet', wordsIn(locale))))
  return { value: `${from.padStart(5, '0')}-${to.padStart(5, '0')}` }
}

function mention(typed: string, { locale }: CommandContext): Value {
  if (NONE.test(typed)) return { value: null }
  const [, id] = /^<?(?:@&|!subteam\^)?(\d{5,20}|S[A-Z0-9]{2,})(?:\|[^>]*)?>?$/.exec(typed.trim()) ?? []
  return id === undefined ? unfit('noRole', 'mention', typed, locale) : { value: id }
}

function cap(typed: string, { locale }: CommandContext): Value {
  if (NONE.test(typed)) return { value: null }
  return /^\d{1,4}$/.test(typed.trim()) ? { value: Number(typed) } : unfit('noCap', 'cap', typed, locale)
}

const yesNo = (typed: string, { locale }: CommandContext): Value =>
  /^(?:yes|no|true|false)$/i.test(typed) ? { value: /^(?:yes|true)$/i.test(typed) } : unfit('noYesNo', 'publish', typed, locale)

const list = (typed: string): Value => ({ value: NONE.test(typed) || ALL.test(typed) ? [] : partsOf(typed) })

type Reader = { readonly key: string; readonly read: (typed: string, context: CommandContext) => Value }

/** Each option with the key of an entry that it fills. */
const READERS: Readonly<Record<string, Reader>> = {
  alignments: { key: 'alignments', read: alignments },
  threshold: { key: 'threshold', read: threshold },
  actors: { key: 'actors', read: actors },
  languages: { key: 'languages', read: (typed) => (ALL.test(typed) ? { value: [] } : { value: partsOf(typed.toLowerCase()) }) },
  mode: { key: 'mode', read: (typed) => ({ value: typed }) },
  digest: { key: 'digest', read: digest },
  quiet: { key: 'quiet', read: quiet },
  timezone: { key: 'timeZone', read: (typed) => ({ value: typed.trim() }) },
  mention: { key: 'mention', read: mention },
  cap: { key: 'cap', read: cap },
  tags: { key: 'tags', read: list },
  publish: { key: 'publish', read: yesNo },
  speak: { key: 'language', read: (typed) => ({ value: typed }) },
}

/** The keys that were given. An option that was left empty counts as not given. */
export function readDetails(args: Args, context: CommandContext): Read {
  const words = wordsIn(context.locale)
  const entry: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [option, { key, read }] of Object.entries(READERS)) {
    const typed = (args[option] ?? '').trim()
    if (typed === '') continue
    if (typed.length > MAX_TYPED) {
      problems.push(words.routes.tooLong(optionName(option, words), typed.length, MAX_TYPED))
      continue
    }
    const found = read(typed, context)
    if ('problem' in found) problems.push(found.problem)
    else entry[key] = found.value
  }
  return { entry: withMode(entry), problems }
}

/** A time for digests asks for digests, and no time for none; who turns digests off wants each story at once. */
function withMode(entry: Entry): Entry {
  if (!('mode' in entry) && typeof entry.digest === 'string') return { ...entry, mode: 'digest' }
  if (!('mode' in entry) && entry.digest === null) return { ...entry, mode: 'live' }
  if (entry.mode === 'live' && !('digest' in entry)) return { ...entry, digest: null }
  return entry
}
