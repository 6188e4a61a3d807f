import type { Brief } from '../domain/brief.ts'
import { visible } from '../domain/plain-text.ts'
import type { Report } from '../domain/story.ts'
import type { ActFound } from './acts.ts'
import { plainAct } from './headline.ts'
import { cutAtWord } from './readable.ts'

/** Longer than this, a phrase is a sentence and decides nothing at a glance. UTF-16 units. */
const LONGEST = 70

/** Where a clause ends: inside one, the words around a phrase belong to it. A dot inside a number or a name ends none. */
const BREAK = /[\n;:!?…、，。；：！？«»“”"「」『』]|,(?!\d)|(?<!\b\p{Lu})\.(?=\s|$)|\s[-–—]\s/gu

/** The clause of a text that holds a span, cut at words around it where it is long. */
function clauseAround(text: string, start: number, end: number): string {
  const breaks = [...text.matchAll(BREAK)]
  const from = breaks.findLast((each) => each.index < start)
  const to = breaks.find((each) => each.index >= end)
  const begin = from === undefined ? 0 : from.index + from[0].length
  const clause = text.slice(begin, to?.index ?? text.length)
  if (clause.trim().length <= LONGEST) return visible(clause)
  const room = Math.floor((LONGEST - (end - start)) / 2)
  const left = Math.max(begin, start - room)
  const head = left === begin ? '' : '… '
  const shown = text.slice(left, to?.index ?? text.length)
  const whole = left === begin || !/\s/u.test(shown) ? shown : shown.replace(/^\S*\s+/u, '')
  return visible(`${head}${cutAtWord(whole.trim(), LONGEST)}`)
}

/** Reports in the order their words are quoted: headlines first, then those of outlets that speak for a party. */
function quotedFirst(a: ActFound['events'][number], b: ActFound['events'][number]): number {
  const inTitle = ({ event, report }: typeof a): number => (event.phrase.start < report.item.title.length ? 0 : 1)
  return inTitle(a) - inTitle(b)
}

/** The words of a source that decide what happened; those of `main` before others'. null where no act is coded. */
export function decisivePhrase(first: ActFound | undefined, main: Report | null): NonNullable<Brief['phrase']> | null {
  if (first === undefined) return null
  const events = first.events.toSorted(quotedFirst)
  const chosen = events.find(({ report }) => report === main) ?? events[0]
  if (chosen === undefined) return null
  const { event, report } = chosen
  const text = clauseAround(`${report.item.title}\n${report.item.text}`, event.phrase.start, event.phrase.end)
  const { language } = report.assessment
  return text === '' ? null : { text, language, gloss: language === 'en' ? '' : plainAct(first.act) }
}
