import type { Brief } from '../../domain/brief.ts'
import type { Post } from '../../domain/delivery.ts'
import { isDigest } from '../../domain/digest.ts'
import { visible, webAddress } from '../../domain/plain-text.ts'
import { isTemplateWord, TEMPLATE_PLACE, TEMPLATE_WORDS, type TemplateWord } from '../../domain/webhook.ts'
import { summaryWords } from '../../words/facts.ts'
import { toldIn } from '../../words/told.ts'
import { wordsIn } from '../../words/words.ts'
import type { Names } from './chat.ts'
import { digestText } from './digest.ts'

const iso = (at: number): string | null => {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** The brief's own text without anything that hides or turns; its addresses are http(s) or ''. */
const plainly = (brief: Brief): Brief => cleaned(brief, '') as Brief

function cleaned(value: unknown, key: string): unknown {
  if (typeof value === 'string') return key === 'url' ? webAddress(value) : visible(value)
  if (Array.isArray(value)) return value.map((one) => cleaned(one, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one, name)]))
}

const TYPES = { new: 'story.new', update: 'story.update', correction: 'story.correction' } as const

/**
 * The document a receiver gets: the brief as data, times as ISO 8601 in UTC. Text is plain and comes from outside: a receiver
 * that shows it must escape it. The same post gives the same document at every try.
 */
export function documentOf({ brief, key, route, previous }: Post): object {
  const { named: _named, placeId: _placeId, said: _said, ...shown } = plainly(brief)
  const { storyId, revision, kind, change, sources, thread, openedAt, updatedAt, ...rest } = shown
  return {
    type: TYPES[kind],
    id: key,
    route: route.id,
    /** The id of the document this one replaces. */
    replaces: previous?.messageId ?? null,
    story: {
      id: storyId,
      revision,
      change,
      ...rest,
      sources: sources.map((source) => ({ ...source, publishedAt: iso(source.publishedAt) })),
      thread: thread && { label: thread.label, earlier: thread.earlier.map((earlier) => ({ ...earlier, at: iso(earlier.at) })) },
      openedAt: iso(openedAt),
      updatedAt: iso(updatedAt),
    },
  }
}

const outletsOf = (brief: Brief): string => [...new Set(brief.sources.map((source) => source.outlet))].join(', ')

function valuesOf({ brief: raw, key, route }: Post, names: Names): Readonly<Record<TemplateWord, string>> {
  const words = wordsIn(route.language)
  const brief = plainly(toldIn(raw, words, names))
  return {
    id: key,
    type: isDigest(brief) ? 'digest' : TYPES[brief.kind],
    storyId: brief.storyId,
    revision: String(brief.revision),
    headline: brief.headline,
    url: brief.url,
    summary: isDigest(brief) ? digestText(brief, { words, names }) : summaryWords(brief, words),
    standing: brief.standingText || words.posts.standings[brief.standing],
    alignments: brief.alignments.map((alignment) => alignment.label).join(', '),
    sources: outletsOf(brief),
    change: brief.change,
  }
}

/**
 * Fills a template: JSON whose strings hold `{{headline}}` and the like. The template is parsed before it is filled, so no text
 * of a feed can change its shape; our own words in it are in the route's language. Throws with the reason where it is no JSON or names an unknown word.
 */
export function fillTemplate(template: string, post: Post, names: Names = new Map()): unknown {
  const values = valuesOf(post, names)
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(TEMPLATE_PLACE, (_, word: string) => valueFor(word, values))
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)]))
  }
  return fill(JSON.parse(template))
}

function valueFor(word: string, values: Readonly<Record<TemplateWord, string>>): string {
  if (!isTemplateWord(word)) throw new Error(`the template names {{${word}}}; it may name ${TEMPLATE_WORDS.join(', ')}`)
  return values[word]
}
