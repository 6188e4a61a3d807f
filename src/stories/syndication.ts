import type { Item } from '../domain/item.ts'
import type { Report } from '../domain/story.ts'
import { cleanTitle, paragraphs } from './boilerplate.ts'
import { fold } from './fold.ts'
import { remembered } from './remembered.ts'

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

/** FNV-1a: a number that stands for a run. That two runs share one by chance changes the share of a text by a part of a hundredth. */
function numberOf(run: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < run.length; at += 1) hash = Math.imul(hash ^ run.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** A text as its runs of words, each a number: what a reprint shares and a retelling does not. */
function runsOf(text: string): Uint32Array {
  const folded = fold(text)
  const spaced = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u.test(folded)
  const parts = spaced ? (folded.match(/[\p{L}\p{N}]+/gu) ?? []) : [...folded.replace(/[^\p{L}\p{N}]/gu, '')]
  const length = spaced ? RUN : 2 * RUN
  const runs = parts.slice(0, Math.max(0, parts.length - length + 1)).map((_, index) => parts.slice(index, index + length).join(' '))
  return Uint32Array.from(new Set(runs.map(numberOf)))
}

/** A text with fewer runs is no body: outlets write alike headlines by themselves. */
const FEWEST_RUNS = 6
const SAME_TEXT = 0.6
const LONG_TITLE = 24

type Text = { readonly agency: string | null; readonly outlet: string; readonly title: string; readonly runs: Uint32Array }

/** A long story is told anew with each of its reports, which are read once. */
const readText = remembered((report: Report): Text => {
  const body = paragraphs(report.item.text).join(' ').slice(0, 1200)
  const title = fold(cleanTitle(report.item.title, report.item.source.outlet))
  return { agency: agencyOf(report.item), outlet: report.item.source.outlet, title, runs: runsOf(body) }
})

/** What is joined with what: each index leads to the first of those it was joined with. */
function createGroups(count: number) {
  const root = Array.from({ length: count }, (_, index) => index)
  const find = (index: number): number => {
    let top = index
    for (let parent = root[top] ?? top; parent !== top; parent = root[top] ?? top) top = parent
    root[index] = top
    return top
  }
  const join = (a: number, b: number): void => {
    const [i, j] = [find(a), find(b)]
    root[Math.max(i, j)] = Math.min(i, j)
  }
  return { find, join }
}

type Groups = ReturnType<typeof createGroups>

/** Joins the texts that have the same, where they have any. */
function joinSame(texts: readonly Text[], groups: Groups, sameness: (text: Text) => string | null): void {
  const firsts = new Map<string, number>()
  for (const [index, text] of texts.entries()) {
    const key = sameness(text)
    const first = key === null ? undefined : firsts.get(key)
    if (first !== undefined) groups.join(first, index)
    else if (key !== null) firsts.set(key, index)
  }
}

/**
 * Joins the texts of which the smaller has most of its runs in the larger. Each run knows the texts that have it, so that texts which share
 * none are never compared.
 */
function joinAlike(texts: readonly Text[], groups: Groups): void {
  const having = new Map<number, number[]>()
  const shared = new Uint32Array(texts.length)
  for (const [index, { runs }] of texts.entries()) {
    if (runs.length < FEWEST_RUNS) continue
    shared.fill(0)
    for (const run of runs) {
      const others = having.get(run)
      if (others === undefined) having.set(run, [index])
      else {
        for (const other of others) shared[other] = (shared[other] ?? 0) + 1
        others.push(index)
      }
    }
    for (let other = 0; other < index; other += 1) {
      const count = shared[other] ?? 0
      if (count > 0 && count / Math.min(runs.length, texts[other]?.runs.length ?? 0) >= SAME_TEXT) groups.join(other, index)
    }
  }
}

/**
 * A number for each report, in their order: reports with one number carry one text (same agency's credit, same outlet,
 * near-identical body) and count as one independent source. Numbers start at 1, by first appearance.
 */
export function syndicationGroups(reports: readonly Report[]): readonly number[] {
  const texts = reports.map(readText)
  const groups = createGroups(texts.length)
  joinSame(texts, groups, ({ agency }) => agency)
  joinSame(texts, groups, ({ outlet }) => outlet)
  joinSame(texts, groups, ({ title }) => (title.length >= LONG_TITLE ? title : null))
  joinAlike(texts, groups)
  const numbers = new Map<number, number>()
  return texts.map((_, index) => {
    const top = groups.find(index)
    const number = numbers.get(top) ?? numbers.size + 1
    numbers.set(top, number)
    return number
  })
}
