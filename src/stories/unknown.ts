import type { Act, Brief, BriefSource } from '../domain/brief.ts'
import type { Category } from '../domain/event.ts'
import type { Gap } from '../domain/said.ts'
import type { Report } from '../domain/story.ts'
import { findDates } from './dates.ts'
import { findNumbers, isRare } from './numbers.ts'
import { confirming } from './standing.ts'

/** Acts that take place somewhere on some day; a warning or a vow needs neither. */
const SOMEWHERE: ReadonlySet<Category> = new Set(['ASSAULT', 'MOBILIZE', 'COOPERATE', 'CONSULT', 'AID', 'PROTEST', 'RETREAT'])

/** Acts of which a reader asks how many, by subtype of `config/events.yaml`. */
const COUNTED: ReadonlySet<string> = new Set(['troop-deployment', 'labour', 'dprk-troops-in-combat', 'pow-transfer', 'arms-transfer'])

export type Unknowns = Pick<Brief, 'place' | 'date' | 'standing'> & {
  readonly acts: readonly Act[]
  readonly sources: readonly BriefSource[]
  readonly reports: readonly Report[]
}

/** Parties to the first act that no state outlet among the sources speaks for: whose word is missing. */
function unheard({ acts, sources, standing }: Unknowns): readonly string[] {
  const [first] = acts
  if (first === undefined || standing === 'planned') return []
  const heard = confirming([first], sources)
  return [...new Set([...first.actors, ...first.recipients])].filter(
    (state) => !heard.includes(state) && state !== 'IGO' && state !== 'UNO',
  )
}

/** Words by which a text tells a day or a place that is not coded: then it is not unknown, only not understood. */
const DAY_WORDS =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|tonight|this week|last week|next week|overnight)\b|сегодня|вчера|завтра|понедельник|вторник|сред[уы]|четверг|пятниц|суббот|воскресень|오늘|어제|내일|지난|이번|다음|今日|昨日|明日|先週|今週|来週|今天|昨天|明天|日前|本周|下周|月/iu
const PLACE_WORDS = /\b(?:in|at|off|near|from|around|outside|to|visit(?:s|ed)?|arriv\p{L}+) (?:the )?\p{Lu}/u

const isDayTold = ({ item }: Report): boolean => {
  const text = `${item.title}\n${item.text}`
  return DAY_WORDS.test(text) || findDates(text, item.publishedAt).length > 0
}

/** Only English names its places by capitals after a preposition: what another language says is taken to tell one. */
const isPlaceTold = ({ item, assessment }: Report): boolean =>
  assessment.language !== 'en' || PLACE_WORDS.test(`${item.title}\n${item.text}`)

/** Deeds that a party may deny or keep quiet; talks, drills and words are held or said in the open. */
const MAY_BE_DENIED: ReadonlySet<Category> = new Set(['ASSAULT', 'MOBILIZE', 'COERCE', 'AID', 'RETREAT', 'AGREE'])

/** Whose word is missing: of what is alleged or claimed, and of what one source alone reports of a deed that may be denied. */
function missingWord(of: Unknowns, first: Act): Gap | null {
  const onOneWord = of.standing === 'reported' && new Set(of.sources.map(({ group }) => group)).size === 1
  const asks = of.standing === 'alleged' || of.standing === 'claimed' || (onOneWord && MAY_BE_DENIED.has(first.category))
  const parties = unheard(of)
  const isDone =
    MAY_BE_DENIED.has(first.category) || SOMEWHERE.has(first.category) || (first.category === 'SUPPORT' && first.actors.length > 1)
  if (!asks || !isDone || parties.length === 0 || parties.length > 2) return null
  return { kind: 'word', of: parties, admits: of.standing === 'alleged' }
}

/** From so many characters on, a report has had room to say where and when. */
const ROOM = 200

/**
 * What no report of a story says: whether a party confirms a deed, how many, the day and
 * the place. Of reports that are hardly more than a headline, place and day are only untold here. At most three, so that a reader
 * reads them.
 */
export function gapsOf(of: Unknowns): readonly Gap[] {
  const [first] = of.acts
  if (first === undefined) return []
  const isDeed = SOMEWHERE.has(first.category)
  const hasRoom = of.reports.some(({ item }) => item.text.length >= ROOM)
  const hasNumber = (): boolean =>
    of.reports.some(({ item }) => findNumbers(`${item.title}\n${item.text}`).some(({ value }) => isRare(value)))
  const noDay = of.date === null && hasRoom && !of.reports.some(isDayTold)
  const noPlace = of.place === null && hasRoom && isDeed && first.mode !== 'phone' && !of.reports.some(isPlaceTold)
  const untold = (kind: 'number' | 'time' | 'day' | 'place', isUntold: boolean): Gap | null => (isUntold ? { kind } : null)
  const gaps: readonly (Gap | null)[] = [
    missingWord(of, first),
    untold('number', COUNTED.has(first.subtype ?? '') && hasRoom && !hasNumber()),
    of.standing === 'planned' ? untold('time', noDay) : untold('day', noDay && isDeed),
    untold('place', noPlace),
  ]
  return gaps.filter((gap) => gap !== null).slice(0, 3)
}
