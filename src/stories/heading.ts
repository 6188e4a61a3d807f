import type { Actor } from '../domain/actor.ts'
import type { Affairs } from '../domain/affair.ts'
import type { Alignment } from '../domain/alignment.ts'
import type { Brief } from '../domain/brief.ts'
import type { Event } from '../domain/event.ts'
import type { Facts } from '../domain/knowledge.ts'
import { webAddress } from '../domain/plain-text.ts'
import type { Report } from '../domain/story.ts'
import { type ActFound, orderStates } from './acts.ts'
import { conceptsIn } from './concepts.ts'
import { findDates, isoDay } from './dates.ts'
import { timeOf } from './features.ts'
import { ungrounded } from './grounding.ts'
import { headlineFor } from './headline.ts'
import { deedNamed, namesTheDeed } from './headline-evidence.ts'
import { titleOf } from './main-report.ts'
import { remembered } from './remembered.ts'
import { topicHeadline } from './topics.ts'

/** The value most often given, the first such where two tie; null where none is. */
export function commonest<T>(values: readonly (T | null)[]): T | null {
  const counts = new Map<T, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** A place as a line of text names it: `Wonsan`, without what the table adds to tell it from others. */
export const shortPlace = (place: Actor | undefined): string | null => place?.name.split(/[:;(]| and /u)[0]?.trim() ?? null

/** Values by how often they stand there, most often first. */
const count = (values: readonly string[]): readonly string[] =>
  [...Map.groupBy(values, (value) => value)].toSorted((a, b) => b[1].length - a[1].length).map(([value]) => value)

/** What the headlines of the reports speak of, most often first. */
const conceptsOf = (reports: readonly Report[], affairs: Affairs): readonly string[] =>
  count(reports.flatMap((report) => conceptsIn(titleOf(report), affairs)))

/** What the headlines of the reports talk about: states and concepts, most often first. */
function topicsOf(reports: readonly Report[], { alignments, affairs }: Pick<Facts, 'alignments' | 'affairs'>): string {
  const namedIn = ({ item, assessment }: Report): readonly string[] => {
    const inTitle = assessment.mentions.filter(({ start }) => start < item.title.length)
    const spokenFor = (inTitle.length === 0 ? assessment.mentions : inTitle).flatMap(({ country }) => country ?? [])
    return [
      ...new Set(spokenFor.length > 0 ? spokenFor : assessment.events.flatMap(({ actors, recipients }) => [...actors, ...recipients])),
    ]
  }
  const states = count(reports.flatMap(namedIn)).filter((state) => state !== 'IGO' && state !== 'UNO')
  return topicHeadline(orderStates(states.slice(0, 4), alignments), conceptsOf(reports, affairs), affairs)
}

/** Whether an exercise can be these states' own: an alignment's instrument takes all its members. */
const isTheirs = ({ id }: Actor, states: readonly string[], alignments: readonly Alignment[]): boolean =>
  alignments.every(({ instruments, states: members }) => !instruments.includes(id) || members.every((member) => states.includes(member)))

/** What a headline is made from; `accuser` in words, where the story is alleged. */
export type Making = {
  readonly acts: readonly ActFound[]
  readonly reports: readonly Report[]
  /** Actors named, most often first. */
  readonly named: readonly Actor[]
  readonly at: number
  readonly alignments: readonly Alignment[]
  readonly affairs: Affairs
  readonly accuser: string | null
  /** The state in whose mouth the reports put it (ISO 3166 alpha-3), or null. */
  readonly speaker: string | null
}

/** What makes a headline a question, a possibility or a denial: then nothing in it has been done or decided. */
const HEDGED =
  /[?？]|가능성|할지|여부|않|없[다어]|아니|부인|관측|전망|듯(?![이한])|할까|되나|되려나|可能性|か$|見通し|否定|不透明|可能|或将|或將|是否|否认|否認|возможн|вероятн|мо[жг][еу]|опроверг|(?:^|\s)(?:не|ні|ли|чи)\s|파병\s?(?:군|부대|장병|용사)/iu

/** Whose word or whose look back it is, is not coded: a quotation first, a body that is no state, those who came home, a memorial. */
const NOT_THE_DEED =
  /^["“「『«]|^(?:NATO|НАТО|나토|北[约約]|UN|ООН|유엔|国連|联合国|聯合國|EU|ЕС|欧盟)|вернув|возвра|귀국|귀환|帰国|帰還|回国|归国|凱旋|凯旋|曝光|추모|памятн|наград|慰霊|표창/iu

/** What is done with a treaty; without it, the treaty is only spoken of. */
const TREATY_STEP = /署名|調印|批准|発効|체결|비준|발효|서명|подпис|ратифи|вступ|签署|簽署|生效/iu

/** Words that look ahead: what they announce is told as a plan, whatever else it is coded as. */
const AHEAD =
  /すると発表|する(?:予定|方針|見通し)|行われます$|実施へ|проведут|проведе|состоятся|пройдут|відбудуться|예정|하기로|한다$|키로$|将于|將於|将在|將在|計劃|计划/iu

/** Of an announcement, the day that is named is as a rule its own, not that of the deed. */
const ANNOUNCED = /报道|報道|보도|発表|明らかに|宣布|发布|發布|证实|證實|公布|밝혔|밝혀|발표|объяв|сообщ|заяв|оголос|повідом/iu

/** The first event of the act that each report codes in its headline, by the item's id; and whoever takes part in any. */
const codedIn = remembered(({ events }: ActFound) => {
  const byItem = new Map<string, Event>()
  for (const { event, report } of events)
    if (event.phrase.start < report.item.title.length && !byItem.has(report.item.id)) byItem.set(report.item.id, event)
  return { byItem, parties: new Set(events.flatMap(({ event }) => [...event.actors, ...event.recipients])) }
})

/** Whether a report's own headline tells the act: it is coded there, nothing hedges it, and who is named first takes part or alleges. */
function isHeadlined(found: ActFound, { item, assessment }: Report, speaker: string | null): boolean {
  const { act } = found
  const { byItem, parties } = codedIn(found)
  const length = item.title.length
  if (HEDGED.test(item.title) || NOT_THE_DEED.test(item.title)) return false
  if (act.subtype === 'treaty-step' && !TREATY_STEP.test(item.title)) return false
  const coded = byItem.get(item.id)
  if (coded === undefined) return false
  if (assessment.language !== 'en' && !namesTheDeed(item.title, act, coded.phrase.start)) return false
  const [first] = assessment.mentions
    .filter(({ country, start }) => country !== null && start < length)
    .toSorted((a, b) => a.start - b.start)
  return first === undefined || first.country === speaker || parties.has(first.country ?? '')
}

/** How many of the reports that code the act tell it in their headlines, and how many code it. */
function tellings(found: ActFound, speaker: string | null): { readonly headlined: number; readonly coded: number } {
  const reports = [...new Map(found.events.map(({ report }) => [report.item.id, report])).values()]
  return { headlined: reports.filter((report) => isHeadlined(found, report, speaker)).length, coded: reports.length }
}

/** The act that most headlines tell, the first of those; undefined where each is told by less than half of its reports: background makes no headline. */
export function leadingAct(acts: readonly ActFound[], speaker: string | null): ActFound | undefined {
  const told = acts.map((found) => ({ found, ...tellings(found, speaker) }))
  return told.filter(({ headlined, coded }) => headlined > 0 && headlined * 2 >= coded).toSorted((a, b) => b.headlined - a.headlined)[0]
    ?.found
}

const isInTitle = ({ id }: Actor, { item, assessment }: Report): boolean =>
  assessment.mentions.some(({ actorId, start }) => actorId === id && start < item.title.length)

/** The act's day, where a headline that tells the act names that day as its own: a day in a text is as often that of the report. */
function dayTold(found: ActFound, telling: readonly Report[]): string | null {
  const day = commonest(found.events.map(({ event }) => event.date))
  if (telling.some(({ item }) => ANNOUNCED.test(item.title))) return null
  const named = telling.flatMap(({ item }) => findDates(item.title, item.publishedAt)).map(({ from }) => isoDay(from))
  return day !== null && named.includes(day) ? day : null
}

/** A headline made from the act that leads; where that cannot be said or would say what no source does, one of topics; else ''. */
export function madeHeadline({ acts, reports, named, at, alignments, affairs, accuser, speaker }: Making): string {
  const first = leadingAct(acts, speaker)
  if (first === undefined) return topicsOf(reports, { alignments, affairs })
  const telling = reports.filter((report) => isHeadlined(first, report, speaker))
  const ahead = first.act.standing === 'confirmed' && reports.every(({ item }) => AHEAD.test(item.title))
  const place = commonest(first.events.map(({ event }) => event.place))
  const made = headlineFor({
    act: ahead ? { ...first.act, standing: 'planned' } : first.act,
    people: named.filter((actor) => actor.kind === 'person' && telling.some((report) => isInTitle(actor, report))),
    named: named.filter((actor) => actor.kind === 'exercise' && isTheirs(actor, first.act.actors, alignments)),
    place: shortPlace(named.find(({ id }) => id === place)),
    date: dayTold(first, telling),
    deed: telling.map(({ item }) => deedNamed(item.title, first.act)).find((deed) => deed !== null) ?? null,
    at,
    concepts: conceptsOf(telling, affairs),
    affairs,
    accuser,
  })
  const sources = reports.map((report) => ({ text: `${report.item.title}\n${report.item.text}`, publishedAt: timeOf(report) }))
  const states = reports.flatMap(({ assessment }) => assessment.mentions.flatMap(({ country }) => country ?? []))
  return made !== '' && ungrounded(made, { sources, actors: named, states }).length === 0
    ? made
    : topicsOf(reports, { alignments, affairs })
}

/** The first report whose headline tells the act: the original under a made headline is to say what that says. */
export const tellingReport = (lead: ActFound | undefined, reports: readonly Report[], speaker: string | null): Report | null =>
  lead === undefined ? null : (reports.find((report) => isHeadlined(lead, report, speaker)) ?? null)

export type Heading = Pick<Brief, 'headline' | 'url' | 'original'>

/** An English report's own headline where there is one; else one made from the coded act above the original. */
export function headingOf(reports: readonly Report[], english: Report | null, telling: Report | null, made: string): Heading {
  const first = english ?? telling ?? reports[0]
  if (first === undefined) return { headline: made, url: '', original: null }
  const title = titleOf(first)
  const url = webAddress(first.item.url)
  if (english !== null || made === '') return { headline: title, url, original: null }
  return { headline: made, url, original: { text: title, language: first.assessment.language } }
}
