import type { CommandContext, ReplyField } from '../domain/command.ts'
import { countryName } from '../domain/country.ts'
import { CATEGORIES, type Category } from '../domain/event.ts'
import { FEED_KIND_WORDS } from '../domain/feed.ts'
import { judgedText } from '../domain/item.ts'
import { languageName } from '../domain/language-name.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import type { Report } from '../domain/story.ts'
import { formatTime } from './dates.ts'
import { bold, counted, cut, line } from './lines.ts'

const MAX_OUTLETS = 8
const MAX_QUOTE = 60

type Reports = readonly Report[]

/** The sides in the alignments' order, those of no side last; only sides that report. */
function sides(reports: Reports, { alignments }: CommandContext): readonly (readonly [string, Reports])[] {
  const known = alignments.map(({ id, label }) => [label, reports.filter(({ item }) => item.source.bloc === id)] as const)
  const others = reports.filter(({ item }) => alignments.every(({ id }) => id !== item.source.bloc))
  return [...known, ['Neither side', others] as const].filter(([, of]) => of.length > 0)
}

const countsOf = (names: readonly string[]): readonly (readonly [string, number])[] =>
  [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const).toSorted((a, b) => b[1] - a[1])

/** `Yonhap 3, NHK`, each outlet once, the busiest first. */
function outletWords(reports: Reports): string {
  const all = countsOf(reports.map(({ item }) => visible(item.source.outlet)))
  const more = all.length - MAX_OUTLETS
  const shown = all.slice(0, MAX_OUTLETS).map(([name, count]) => (count === 1 ? name : `${name} ${count}`))
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** Who reports, by side, with the languages of their reports. */
export function sourcesField(reports: Reports, context: CommandContext): ReplyField {
  const value = sides(reports, context).map(([label, of]): RichText => {
    const languages = countsOf(of.map(({ assessment }) => languageName(assessment.language)))
    const tongues = languages.map(([name, count]) => (languages.length === 1 ? `in ${name}` : `${name} ${count}`)).join(', ')
    return [bold(label), { text: ` — ${counted(of.length, 'report')} (${tongues}): ${outletWords(of)}` }]
  })
  return { name: 'Sources by side', value, inline: false }
}

/** Who said it first, and who next from another side. */
export function firstField(reports: Reports, context: CommandContext): ReplyField {
  const byTime = reports.toSorted((a, b) => a.item.publishedAt - b.item.publishedAt)
  const firsts = sides(byTime, context)
    .flatMap(([, [first]]) => (first === undefined ? [] : [first]))
    .toSorted((a, b) => a.item.publishedAt - b.item.publishedAt)
  const value = firsts.map(({ item }, index): RichText => {
    const { outlet, country, kind } = item.source
    const title = cut(visible(item.title), 90)
    return [
      bold(visible(outlet)),
      { text: ` (${FEED_KIND_WORDS[kind]}, ${countryName(country)}), ${formatTime(item.publishedAt, context.timeZone)}: ` },
      item.url === '' ? { text: title } : { text: title, url: item.url },
      { text: index === 0 && firsts.length > 1 ? ' — the first of all' : '' },
    ]
  })
  return { name: firsts.length > 1 ? 'First report of each side' : 'First report', value, inline: false }
}

const categoriesOf = ({ assessment }: Report): ReadonlySet<Category> => new Set(assessment.events.map(({ category }) => category))

/** The words that decided a category, the shortest of a side's reports: as they stand there. */
function decisive(reports: Reports, category: Category): string {
  const quotes = reports.flatMap(({ item, assessment }) =>
    assessment.events
      .filter((event) => event.category === category && event.phrase.end > event.phrase.start)
      .map(({ phrase }) => visible(judgedText(item).slice(phrase.start, phrase.end))),
  )
  const [shortest = ''] = quotes.filter((quote) => quote !== '').toSorted((a, b) => a.length - b.length)
  return shortest === '' ? '' : ` (“${cut(shortest, MAX_QUOTE)}”)`
}

/**
 * The acts that each side's reports tell, by how many of them do, where sides differ: a category that one side tells in a share of
 * its reports twice that of another's. Nothing where fewer than two sides report acts: then there is no difference to show.
 */
export function stressField(reports: Reports, context: CommandContext): readonly ReplyField[] {
  const told = sides(
    reports.filter(({ assessment }) => assessment.events.length > 0),
    context,
  )
  if (told.length < 2) return []
  const share = (of: Reports, category: Category): number => of.filter((report) => categoriesOf(report).has(category)).length / of.length
  const differing = CATEGORIES.filter((category) => {
    const shares = told.map(([, of]) => share(of, category))
    return Math.max(...shares) > 0 && Math.max(...shares) >= 2 * Math.min(...shares)
  })
  const value = told.flatMap(([label, of]): readonly RichText[] => {
    const most = differing.filter((category) => share(of, category) > 0).toSorted((a, b) => share(of, b) - share(of, a))
    const words = most.slice(0, 3).map((category) => {
      const count = of.filter((report) => categoriesOf(report).has(category)).length
      return `${category} in ${count} of ${of.length}${decisive(of, category)}`
    })
    return words.length === 0 ? [] : [[bold(label), { text: ` — ${words.join('; ')}` }]]
  })
  if (value.length === 0) return []
  return [
    {
      name: 'What sides tell differently, by reports',
      value: [...value, line('Acts as coded from each report’s title and text.')],
      inline: false,
    },
  ]
}
