import { parseDate } from './dates.ts'
import type { Entry, FeedDocument } from './document.ts'
import { oneLine, withoutControls } from './one-line.ts'
import { htmlToText } from './plain-text.ts'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field as text: numbers are ids in some feeds. */
const text = (value: unknown): string =>
  typeof value === 'string' ? withoutControls(value) : typeof value === 'number' ? String(value) : ''

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function webAddress(value: string, base: string | undefined): string {
  const trimmed = value.trim()
  if (trimmed === '') return ''
  if (!URL.canParse(trimmed, base)) return /^\.{0,2}\/(?!\/)/.test(trimmed) ? trimmed : ''
  const { href } = new URL(trimmed, base)
  return /^https?:/.test(href) ? href : ''
}

function names(item: Json): readonly string[] {
  const people = [...list(item.authors), item.author].filter(isObject)
  return [...new Set(people.map((person) => oneLine(text(person.name))))].filter((name) => name !== '').slice(0, 20)
}

function entry(item: Json, base: string | undefined, timeZone: string, maxText: number): Entry {
  const html = htmlToText(text(item.content_html).slice(0, maxText * 4))
  const bodies = [html, oneLine(text(item.content_text)), oneLine(text(item.summary))]
  const guid = text(item.id)
  const links = [text(item.url), text(item.external_url), /^https?:/.test(guid) ? guid : '']
  return {
    title: htmlToText(text(item.title)),
    link: links.map((link) => webAddress(link, base)).find((link) => link !== '') ?? '',
    publishedAt: parseDate(text(item.date_published), timeZone) ?? parseDate(text(item.date_modified), timeZone),
    guid: oneLine(guid).slice(0, 2_000),
    text: bodies.reduce((longest, body) => (body.length > longest.length ? body : longest), '').slice(0, maxText),
    authors: names(item),
    categories: list(item.tags)
      .map((tag) => oneLine(text(tag)))
      .filter((tag) => tag !== '')
      .slice(0, 50),
    language: /^([a-z]{2})(?![a-z])/i.exec(text(item.language))?.[1]?.toLowerCase() ?? null,
    source: null,
  }
}

export type JsonOptions = {
  readonly url: string | undefined
  readonly timeZone: string
  readonly maxEntries: number
  readonly maxText: number
}

/** Reads JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). null where the JSON is something else. */
export function readJsonFeed(source: string, options: JsonOptions): Omit<FeedDocument, 'charset' | 'lossy'> | null {
  const feed = parseJson(source)
  if (!isObject(feed) || !Array.isArray(feed.items)) return null
  const version = text(feed.version)
  if (!version.includes('jsonfeed') && text(feed.title) === '') return null
  const items = feed.items.filter(isObject)
  const home = webAddress(text(feed.home_page_url), options.url)
  const base = /^https?:/.test(home) ? home : options.url
  return {
    format: 'json',
    title: htmlToText(text(feed.title)),
    link: home,
    description: oneLine(text(feed.description)),
    language: /^([a-z]{2})(?![a-z])/i.exec(text(feed.language))?.[1]?.toLowerCase() ?? null,
    ttlMs: null,
    truncated: false,
    skipped: Math.max(0, items.length - options.maxEntries),
    entries: items.slice(0, options.maxEntries).map((item) => entry(item, base, options.timeZone, options.maxText)),
  }
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return null
  }
}
