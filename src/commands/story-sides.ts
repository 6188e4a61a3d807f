import { labelIn } from '../domain/alignment.ts'
import type { CommandContext, ReplyField } from '../domain/command.ts'
import { CATEGORIES, type Category } from '../domain/event.ts'
import { judgedText } from '../domain/item.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import type { Report } from '../domain/story.ts'
import { stateName, tongueName } from '../words/states.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatTime } from './dates.ts'
import { bold, cut, line } from './lines.ts'

const MAX_OUTLETS = 8
const MAX_QUOTE = 60

type Reports = readonly Report[]

/** The sides in the alignments' order, those of no side last; only sides that report. */
function sides(reports: Reports, { alignments, locale }: CommandContext): readonly (readonly [string, Reports])[] {
  const known = alignments.map((one) => [labelIn(one, locale), reports.filter(({ item }) => item.source.bloc === one.id)] as const)
  const others = reports.filter(({ item }) => alignments.every(({ id }) => id !== item.source.bloc))
  return [...known, [wordsIn(locale).stories.neitherSide, others] as const].filter(([, of]) => of.length > 0)
}

const countsOf = (names: readonly string[]): readonly (readonly [string, number])[] =>
  [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const).toSorted((a, b) => b[1] - a[1])

/** `Yonhap 3, NHK`, each outlet once, the busiest first. */
function outletWords(reports: Reports, { stories, writing }: Words): string {
  const all = countsOf(reports.map(({ item }) => visible(item.source.outlet)))
  const more = all.length - MAX_OUTLETS
  const shown = all.slice(0, MAX_OUTLETS).map(([name, count]) => (count === 1 ? name : `${name} ${count}`))
  return [...shown, ...(more > 0 ? [stories.moreOutlets(more)] : [])].join(writing.comma)
}

/** Who reports, by side, with the languages of their reports. */
export function sourcesField(reports: Reports, context: CommandContext): ReplyField {
  const words = wordsIn(context.locale)
  const { counts, stories, writing, locale } = words
  const value = sides(reports, context).map(([label, of]): RichText => {
    const languages = countsOf(of.map(({ assessment }) => tongueName(assessment.language, locale)))
    const tongues = languages.map(([name, count]) => (languages.length === 1 ? stories.inLanguage(name) : `${name} ${count}`))
    const told = `${counts.reports(of.length)}${writing.bracketed(tongues.join(writing.comma))}`
    return [bold(label), { text: ` — ${writing.labelled(told, outletWords(of, words))}` }]
  })
  return { name: stories.sourcesBySide, value, inline: false }
}

/** Who said it first, and who next from another side. */
export function firstField(reports: Reports, context: CommandContext): ReplyField {
  const { stories, writing, posts, locale } = wordsIn(context.locale)
  const byTime = reports.toSorted((a, b) => a.item.publishedAt - b.item.publishedAt)
  const firsts = sides(byTime, context)
    .flatMap(([, [first]]) => (first === undefined ? [] : [first]))
    .toSorted((a, b) => a.item.publishedAt - b.item.publishedAt)
  const value = firsts.map(({ item }, index): RichText => {
    const { outlet, country, kind } = item.source
    const title = cut(visible(item.title), 90)
    const facts = writing.bracketed([posts.kinds[kind], stateName(country, locale)].join(writing.comma))
    return [
      bold(visible(outlet)),
      { text: `${facts}${writing.comma}${formatTime(item.publishedAt, context.timeZone, locale)}${writing.colon}` },
      item.url === '' ? { text: title } : { text: title, url: item.url },
      { text: index === 0 && firsts.length > 1 ? ` — ${stories.firstOfAll}` : '' },
    ]
  })
  return { name: firsts.length > 1 ? stories.firstOfEach : stories.firstReport, value, inline: false }
}

const categoriesOf = ({ assessment }: Report): ReadonlySet<Category> => new Set(assessment.events.map(({ category }) => category))

/** The words that decided a category, the shortest of a side's reports: as they stand there. */
function decisive(reports: Reports, category: Category, { writing }: Words): string {
  const quotes = reports.flatMap(({ item, assessment }) =>
    assessment.events
      .filter((event) => event.category === category && event.phrase.end > event.phrase.start)
      .map(({ phrase }) => visible(judgedText(item).slice(phrase.start, phrase.end))),
  )
  const [shortest = ''] = quotes.filter((quote) => quote !== '').toSorted((a, b) => a.length - b.length)
  return shortest === '' ? '' : writing.bracketed(writing.quoted(cut(shortest, MAX_QUOTE)))
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
  const words = wordsIn(context.locale)
  const { stories, deeds, posts } = words
  const share = (of: Reports, category: Category): number => of.filter((report) => categoriesOf(report).has(category)).length / of.length
  const differing = CATEGORIES.filter((category) => {
    const shares = told.map(([, of]) => share(of, category))
    return Math.max(...shares) > 0 && Math.max(...shares) >= 2 * Math.min(...shares)
  })
  const value = told.flatMap(([label, of]): readonly RichText[] => {
    const most = differing.filter((category) => share(of, category) > 0).toSorted((a, b) => share(of, b) - share(of, a))
    const shares = most.slice(0, 3).map((category) => {
      const count = of.filter((report) => categoriesOf(report).has(category)).length
      return `${stories.share(deeds.categories[category], count, of.length)}${decisive(of, category, words)}`
    })
    return shares.length === 0 ? [] : [[bold(label), { text: ` — ${shares.join(posts.semicolon)}` }]]
  })
  if (value.length === 0) return []
  return [
    {
      name: stories.differently,
      value: [...value, line(stories.coded)],
      inline: false,
    },
  ]
}
