import type { Item } from '../domain/item.ts'
import type { Report } from '../domain/story.ts'
import { cleanTitle, paragraphs } from './boilerplate.ts'
import { fold } from './fold.ts'

/** Agencies whose texts others reprint, as they credit them. */
const AGENCIES: readonly (readonly [string, string])[] = [
  ['KCNA', 'KCNA|Korean Central News Agency|조선중앙통신|朝鮮中央通信|ЦТАК|朝中社'],
  ['Yonhap', 'Yonhap(?: News(?: Agency)?)?|연합뉴스|聯合ニュース|Ёнхап|韩联社|韓聯社'],
  ['TASS', 'TASS|ТАСС|タス通信|타스\\s?통신|塔斯社'],
  ['RIA', 'RIA(?: Novosti)?|РИА Новости'],
  ['Interfax', 'Interfax|Интерфакс'],
  ['Sputnik', 'Sputnik|スプートニク'],
  ['Kyodo', 'Kyodo(?: News)?|共同通信|共同社|교도\\s?통신|共同'],
  ['Jiji', 'Jiji(?: Press)?|時事通信|時事'],
  ['Reuters', 'Reuters|ロイター|로이터|Рейтер|路透社'],
  ['AP', 'AP|Associated Press|美联社|美聯社'],
  ['AFP', 'AFP|Agence France-Presse|法新社'],
  ['Xinhua', 'Xinhua|新华社|新華社|신화\\s?통신'],
  ['Ukrinform', 'Ukrinform|Укринформ|Укрінформ'],
  ['Newsis', '뉴시스|Newsis'],
]

/** Where a credit stands: in the dateline's brackets, at the very end, or as the byline of a line of its own. */
const credits = AGENCIES.map(([name, forms]) => ({
  name,
  pattern: new RegExp(
    `^[^\\n]{0,60}[(（[【/](?:[^)）\\]】/\\n]{0,20}[\\s=・/])?(?:${forms})(?:[\\s=・/][^)）\\]】/\\n]{0,20})?[)）\\]】/]|^[^.。\\n]{0,40}(?:${forms})\\s*(?:[-–—=.]{1,2}\\s)|(?:[-–—|(（/]\\s?|(?:Source|Источник|出典)\\s?[:：]\\s?)(?:${forms})\\s?[)）/.]?\\s*$`,
    'u',
  ),
  outlet: new RegExp(`^(?:${forms})(?:$|[^\\p{L}])`, 'iu'),
}))

/** The agency whose text an item is: its own, or one it reprints with credit. null where none is named. */
export function agencyOf(item: Pick<Item, 'title' | 'text' | 'source'>): string | null {
  const own = credits.find(({ outlet }) => outlet.test(item.source.outlet))
  if (own !== undefined) return own.name
  const text = item.text.trim()
  return credits.find(({ pattern }) => (text !== '' && pattern.test(text)) || pattern.test(item.title))?.name ?? null
}

/** Runs of this many words (or twice as many characters where words are not spaced) are hardly ever written twice. */
const RUN = 4

/** A text as its runs of words: what a reprint shares and a retelling does not. */
function runsOf(text: string): ReadonlySet<string> {
  const folded = fold(text)
  const spaced = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u.test(folded)
  const parts = spaced ? (folded.match(/[\p{L}\p{N}]+/gu) ?? []) : [...folded.replace(/[^\p{L}\p{N}]/gu, '')]
  const length = spaced ? RUN : 2 * RUN
  return new Set(parts.slice(0, Math.max(0, parts.length - length + 1)).map((_, index) => parts.slice(index, index + length).join(' ')))
}

/** Share of the smaller text's runs that the larger one has too. */
function containment(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size < FEWEST_RUNS) return 0
  let shared = 0
  for (const run of small) if (large.has(run)) shared += 1
  return shared / small.size
}

/** A text with fewer runs is no body: outlets write alike headlines by themselves. */
const FEWEST_RUNS = 6
const SAME_TEXT = 0.6

type Text = { readonly agency: string | null; readonly outlet: string; readonly title: string; readonly runs: ReadonlySet<string> }

const readText = (report: Report): Text => {
  const body = paragraphs(report.item.text).join(' ').slice(0, 1200)
  const title = fold(cleanTitle(report.item.title, report.item.source.outlet))
  return { agency: agencyOf(report.item), outlet: report.item.source.outlet, title, runs: runsOf(body) }
}

const sameText = (a: Text, b: Text): boolean =>
  (a.agency !== null && a.agency === b.agency) ||
  a.outlet === b.outlet ||
  (a.title === b.title && a.title.length >= 24) ||
  containment(a.runs, b.runs) >= SAME_TEXT

/**
 * A number for each report, in their order: reports with one number carry one text (same agency's credit, same outlet,
 * near-identical body) and count as one independent source. Numbers start at 1, by first appearance.
 */
export function syndicationGroups(reports: readonly Report[]): readonly number[] {
  const texts = reports.map(readText)
  const root = texts.map((_, index) => index)
  const find = (index: number): number => {
    const parent = root[index] ?? index
    return parent === index ? index : find(parent)
  }
  for (const [i, a] of texts.entries())
    for (const [j, b] of texts.entries())
      if (j > i && find(i) !== find(j) && sameText(a, b)) root[Math.max(find(i), find(j))] = Math.min(find(i), find(j))
  const numbers = new Map<number, number>()
  return texts.map((_, index) => {
    const top = find(index)
    const number = numbers.get(top) ?? numbers.size + 1
    numbers.set(top, number)
    return number
  })
}
