import type { Alignment } from '../domain/alignment.ts'
import type { Report } from '../domain/story.ts'
import { opposed } from './plausible.ts'

/** How headlines put words into somebody's mouth, right after the speaker's name. */
const SAYS: Readonly<Record<string, RegExp>> = {
  en: /^(?:[’']s)?(?:[\s,]+(?!and\b|but\b)[\p{L}’'-]+){0,3}?[\s,]+(?:says|said|confirms|claims|claimed|alleges|estimates|believes|reports(?= (?:that|first|more|new|north))|accuses)\b/iu,
  ko: /^(?:\s?[가-힣]{2,6})?(?:[은는이가])?\s?["“「]/u,
  ja: /^(?:大統領|首相|外相|国防相|氏|報道官|情報院|総局)*(?:は)?[「:：]/u,
  ru: /^(?:\p{Ll}{0,3}(?:\s\p{Ll}+){0,2})?\s?(?::|заявил|сообщил|утвержда|считает)/u,
  zh: /^\p{Script=Han}{0,5}?(?:[:：]|称|稱|表示|说(?!服)|說(?!服))/u,
}

/** How they name the speaker after what is said: `…, Seoul says`; or before: `according to …`. */
const SAID_AT_END = /^(?:[’']s)?(?:\s+[\p{L}’'-]+){0,3}?\s+(?:says|said|claims|alleges|estimates)\s*$/iu
const ACCORDING = /(?:according to|по данным|по словам|по мнению)\s+(?:[\p{L}’'-]+\s+){0,3}$/iu

/** The state in whose mouth a report's headline puts the news; null where the outlet tells it as its own. */
function speakerOf({ item, assessment }: Report): string | null {
  const says = SAYS[assessment.language]
  for (const { start, end, country } of assessment.mentions) {
    if (country === null || end > item.title.length) continue
    const after = item.title.slice(end)
    const opens = start <= 24 && says?.test(after) === true
    if (opens || SAID_AT_END.test(after) || ACCORDING.test(item.title.slice(0, start))) return country
  }
  return null
}

/**
 * The state whose word a story is: most of the reports put it into its officials' mouths, and it speaks of what its opponents do. null
 * where the news is told otherwise, or is of the speaker's own deeds.
 */
export function attributedTo(reports: readonly Report[], alignments: readonly Alignment[]): string | null {
  const votes = new Map<string, number>()
  for (const report of reports) {
    const speaker = speakerOf(report)
    if (speaker === null) continue
    const others = report.assessment.mentions.flatMap(({ country, end }) =>
      country === null || end > report.item.title.length ? [] : [country],
    )
    if (others.some((state) => state !== speaker && opposed(state, speaker, alignments))) votes.set(speaker, (votes.get(speaker) ?? 0) + 1)
  }
  const [best] = [...votes].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  return best !== undefined && best[1] * 2 >= reports.length ? best[0] : null
}
