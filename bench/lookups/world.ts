import type { Actor, Language } from '#src/domain/actor.ts'
import type { Alignment } from '#src/domain/alignment.ts'
import type { Assessment } from '#src/domain/assessment.ts'
import type { Act, Brief, BriefSource } from '#src/domain/brief.ts'
import { CATEGORIES, type Event } from '#src/domain/event.ts'
import type { Item } from '#src/domain/item.ts'
import { numbers, oneOf, prose, vocabulary, zipf } from './words.ts'

export const END_AT = Date.UTC(2026, 9, 1, 9)
export const DAY_MS = 86_400_000
const SPAN_MS = 3 * 365 * DAY_MS
/** One item in four is kept, about three of them to a story. */
const KEPT = 0.25
export const REPORTS_A_STORY = 3.2

export type World = {
  /** How many items there are in all. */
  readonly items: number
  readonly actors: readonly Actor[]
  readonly alignments: readonly Alignment[]
  readonly outlets: readonly Outlet[]
}
export type Outlet = Pick<BriefSource, 'outlet' | 'country' | 'kind' | 'bloc'> & { readonly feedId: string; readonly language: Language }

/** A story with its reports, as the pipeline would leave it: its newest brief, and one for each revision before. */
export type Told = { readonly briefs: readonly Brief[]; readonly reports: readonly Judged[] }
export type Judged = { readonly item: Item; readonly assessment: Assessment }

const LANGUAGES: readonly Language[] = ['en', 'ko', 'ja', 'ru', 'zh']
const words: Readonly<Record<Language, readonly string[]>> = Object.fromEntries(
  LANGUAGES.map((language) => [language, vocabulary(language)]),
) as Record<Language, readonly string[]>

/** Outlets by how much they publish, the busiest first. */
export function outletsFor(alignments: readonly Alignment[]): readonly Outlet[] {
  const random = numbers(7)
  const known = ['Yonhap', 'TASS', 'KCNA', 'NHK', 'Reuters', 'Xinhua', 'AP', 'Kyodo', 'RIA Novosti', 'Chosun Ilbo', 'Rodong Sinmun', 'CNN']
  const spoken: readonly Language[] = ['ko', 'ru', 'ko', 'ja', 'en', 'zh', 'en', 'ja', 'ru', 'ko', 'ko', 'en']
  return Array.from({ length: 180 }, (_, n) => {
    const language = spoken[n] ?? oneOf(random, ['en', 'en', 'en', 'ko', 'ko', 'ja', 'ru', 'zh'] as const)
    const bloc = n % 3 === 2 ? 'other' : (alignments[n % 3]?.id ?? 'other')
    return {
      outlet:
        known[n] ??
        `${oneOf(random, ['Daily', 'Evening', 'Morning', 'Pacific', 'Northern'])} ${oneOf(random, ['Herald', 'Post', 'Times', 'Wire', 'Review'])} ${n}`,
      country: oneOf(random, ['KOR', 'JPN', 'USA', 'RUS', 'PRK', 'CHN', 'GBR']),
      kind: oneOf(random, ['wire', 'newspaper', 'broadcaster', 'state-media'] as const),
      bloc,
      feedId: `feed-${n}`,
      language,
    }
  })
}

const hex = (n: number, seed: number): string =>
  (((BigInt(n) + BigInt(seed) * 1_000_003n) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn).toString(16).padStart(16, '0')

export const storyId = (n: number): string => hex(n, 11).slice(0, 12)
export const storyCount = (items: number): number => Math.floor((items * KEPT) / REPORTS_A_STORY)

type Random = () => number

/** Whom a story names: some of the alignment's own, the busiest most often, and a state or two. */
function castOf(random: Random, { actors }: World, alignment: Alignment): readonly Actor[] {
  const own = actors.filter(({ country }) => alignment.states.includes(country))
  const cast = new Set<Actor>()
  while (cast.size < 3 + Math.floor(random() * 4)) {
    const list = random() < 0.85 ? own : actors
    const actor = list[zipf(random, list.length)]
    if (actor !== undefined) cast.add(actor)
  }
  return [...cast]
}

const nameIn = (actor: Actor, language: Language): string => actor.aliases[language][0] ?? actor.name

function itemOf(random: Random, n: number, outlet: Outlet, at: number, names: readonly string[]): Item {
  const { language } = outlet
  const list = words[language]
  const length = random() < 0.08 ? 250 : 25 + Math.floor(random() * 50)
  const title = `${names.slice(0, 2).join(' ')} ${prose(random, language, list, 7)}`
  return {
    id: hex(n, 1) + hex(n, 2).slice(0, 8),
    feedId: outlet.feedId,
    guid: `guid-${n}`,
    url: `https://news.example/${outlet.feedId}/${n}/${hex(n, 3)}`,
    title,
    text: `${names.join(', ')} ${prose(random, language, list, length)}`,
    language,
    source: { outlet: outlet.outlet, country: outlet.country, kind: outlet.kind, bloc: outlet.bloc },
    publishedAt: at,
    firstSeenAt: at + 120_000,
    backfilled: false,
  }
}

function assessmentOf(
  random: Random,
  item: Item,
  cast: readonly Actor[],
  alignments: readonly Alignment[],
  kept: ReadonlySet<string>,
): Assessment {
  const events: Event[] =
    kept.size === 0 && random() < 0.6
      ? []
      : [0, 1].slice(0, 1 + Math.floor(random() * 2)).map(() => ({
          category: CATEGORIES[zipf(random, CATEGORIES.length)] ?? 'CONSULT',
          mode: null,
          subtype: null,
          actors: [...new Set(cast.slice(0, 1).map(({ country }) => country))],
          recipients: [...new Set(cast.slice(1, 3).map(({ country }) => country))],
          standing: 'confirmed',
          place: null,
          date: null,
          phrase: { start: 0, end: 12 },
        }))
  return {
    language: item.language,
    mentions: cast.map((actor) => ({
      actorId: actor.id,
      text: nameIn(actor, item.language as Language),
      country: actor.country,
      start: 0,
      end: 8,
    })),
    events,
    verdicts: Object.fromEntries(
      alignments.map(({ id }) => [
        id,
        kept.has(id) ? { score: 0.7 + random() * 0.3, kept: true, rule: 'A1' } : { score: random() * 0.45, kept: false, rule: null },
      ]),
    ),
    reasons: alignments.flatMap(({ id }) =>
      Array.from({ length: kept.has(id) ? 4 : Math.floor(random() * 3) }, (_, at) => ({
        alignment: id,
        text: 'two or more of its states act together, or one of them on another',
        finding: `finding-${at}`,
        weight: random(),
        span: { start: at * 5, end: at * 5 + 12 },
      })),
    ),
  }
}

/** What is read and not kept. */
export function droppedAt(world: World, n: number): Judged {
  const random = numbers(n * 2 + 1)
  const outlet = world.outlets[zipf(random, world.outlets.length)]
  if (outlet === undefined) throw new Error('there are no outlets')
  const cast = Array.from({ length: Math.floor(random() * 4) }, () => world.actors[zipf(random, world.actors.length)]).filter(
    (one) => one !== undefined,
  )
  const item = itemOf(
    random,
    n,
    outlet,
    END_AT - Math.floor(SPAN_MS * Math.min(1, (world.items - n) / (world.items * (1 - KEPT)))),
    cast.map((actor) => nameIn(actor, outlet.language)),
  )
  return { item, assessment: assessmentOf(random, item, [...new Set(cast)], world.alignments, new Set()) }
}

/** Story number n; `first` is the number of its first report among all items. */
export function storyAt(world: World, n: number, first: number): Told {
  const random = numbers(n * 2 + 2)
  const [a, b = a] = world.alignments
  if (a === undefined || b === undefined) throw new Error('there are no alignments')
  const kind = random()
  const about = kind < 0.58 ? [a] : kind < 0.94 ? [b] : [a, b]
  const cast = castOf(random, world, oneOf(random, about))
  // Stories and items come in the order of time, as in life.
  const openedAt = END_AT - SPAN_MS + Math.floor((SPAN_MS * n) / storyCount(world.items))
  const count = Math.min(25, 1 + Math.floor(-Math.log(1 - random()) * (REPORTS_A_STORY - 0.7)))
  const kept = new Set(about.map(({ id }) => id))
  const reports = Array.from({ length: count }, (_, index) => {
    const outlet = world.outlets[zipf(random, world.outlets.length)]
    if (outlet === undefined) throw new Error('there are no outlets')
    const at = Math.min(END_AT, openedAt + Math.floor(index * random() * 3_600_000))
    const item = itemOf(
      random,
      first + index,
      outlet,
      at,
      cast.map((actor) => nameIn(actor, outlet.language)),
    )
    return { item, assessment: assessmentOf(random, item, cast, world.alignments, kept) }
  })
  const revisions = Math.min(count, 4)
  const acts = actsOf(random, cast, oneOf(random, about))
  return {
    reports,
    briefs: Array.from({ length: revisions }, (_, at) =>
      briefOf(random, n, at + 1, about, cast, acts, reports.slice(0, at + 1 === revisions ? count : at + 1)),
    ),
  }
}

function actsOf(random: Random, cast: readonly Actor[], alignment: Alignment): readonly Act[] {
  return Array.from({ length: 1 + Math.floor(random() * 2.4) }, () => {
    const category = CATEGORIES[zipf(random, CATEGORIES.length)] ?? 'CONSULT'
    const [actor = 'USA', ...others] = alignment.states.toSorted(() => random() - 0.5)
    const recipients = [...new Set([...others.slice(0, 1 + Math.floor(random() * 2)), ...cast.slice(0, 1).map(({ country }) => country)])]
    return {
      category,
      mode: null,
      subtype: null,
      actors: [actor],
      recipients,
      standing: 'confirmed',
      text: `${actor} → ${recipients.join(', ')}: ${category}`,
    }
  })
}

function briefOf(
  random: Random,
  n: number,
  revision: number,
  about: readonly Alignment[],
  cast: readonly Actor[],
  acts: readonly Act[],
  reports: readonly Judged[],
): Brief {
  const [first] = reports
  if (first === undefined) throw new Error('a story has reports')
  const { item } = first
  return {
    storyId: storyId(n),
    revision,
    kind: revision === 1 ? 'new' : 'update',
    change: revision === 1 ? '' : 'told by another outlet',
    alignments: about.map(({ id, label, colour }) => ({ id, label, colour, rule: 'A1', score: 0.9 })),
    headline: `${cast
      .slice(0, 2)
      .map(({ name }) => name)
      .join(' and ')} ${prose(numbers(n), 'en', words.en, 7)}`,
    url: item.url,
    original: item.language === 'en' ? null : { text: item.title, language: item.language },
    acts,
    place: null,
    date: new Date(item.publishedAt).toISOString().slice(0, 10),
    summary: [prose(random, 'en', words.en, 22), prose(random, 'en', words.en, 24)],
    summaryLanguage: 'en',
    standing: 'confirmed',
    standingText: 'Confirmed by both sides',
    sources: reports.map(({ item: one }, group) => ({
      itemId: one.id,
      ...one.source,
      language: one.language,
      title: one.title,
      url: one.url,
      publishedAt: one.publishedAt,
      group,
    })),
    independentSources: reports.length,
    silentBlocs: [],
    actors: cast.map(({ id }) => id),
    thread: null,
    importance: random(),
    importancePoints: [
      { points: 0.2, because: 'leaders take part' },
      { points: 0.1, because: 'three outlets' },
    ],
    openedAt: item.publishedAt,
    updatedAt: reports.at(-1)?.item.publishedAt ?? item.publishedAt,
  }
}
