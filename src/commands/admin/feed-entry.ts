import type { Entry } from '../../domain/change.ts'
import { FEED_KINDS, type Feed } from '../../domain/feed.ts'
import { feedIdFor } from '../../domain/feed-id.ts'
import type { Words } from '../../words/words.ts'
import type { Args } from './route-entry.ts'

const MAX_ADDRESS = 2_000
const MAX_TYPED = 200

/** An address as it was typed; a sentence where it is none that feeds are read from. */
export function addressTyped(typed: string, { feeds, writing }: Words): { readonly url: string } | { readonly problem: string } {
  const text = typed.trim().replace(/^<(.*?)(?:\|.*)?>$/s, '$1')
  if (text === '') return { problem: feeds.sayAddress }
  const said = writing.quoted(`${text.slice(0, 80)}${text.length > 80 ? '…' : ''}`)
  if (text.length > MAX_ADDRESS) return { problem: feeds.longAddress(said, text.length) }
  if (/^(?:file:|[./~\\]|[a-z]:\\)/i.test(text)) return { problem: feeds.file(said) }
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d+/.test(text) ? text : `https://${text}`)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || /\s/.test(text)) return { problem: feeds.noAddress(said) }
  if (url.username !== '' || url.password !== '') return { problem: feeds.password }
  return { url: url.href }
}

/** States by the end of a host's name, where that tells one: the outlet's own state where nobody says otherwise. */
// biome-ignore format: a table
const STATE_OF_HOST: Readonly<Record<string, string>> = {
  kr: 'KOR', jp: 'JPN', ru: 'RUS', kp: 'PRK', cn: 'CHN', tw: 'TWN', uk: 'GBR', de: 'DEU', fr: 'FRA', ua: 'UKR', in: 'IND', au: 'AUS',
  ca: 'CAN', pl: 'POL', it: 'ITA', es: 'ESP', mil: 'USA', gov: 'USA',
}

const hostOf = (url: string): string => URL.parse(url)?.hostname.replace(/^www\./, '') ?? ''

export const countryOfHost = (url: string): string | null =>
  STATE_OF_HOST[URL.parse(url)?.hostname.split('.').at(-1)?.toLowerCase() ?? ''] ?? null

export type Found = { readonly url: string; readonly title: string; readonly language: string }

/**
 * A feed that was read as an entry of `feeds.yaml`: what was typed, else what the feed says of itself, under an id that none of `taken`
 * has. Sentences where something is missing.
 */
export function feedTyped(
  args: Args,
  found: Found,
  taken: readonly Pick<Feed, 'id'>[],
  { admin, feeds, routes }: Words,
): { readonly entry: Entry } | { readonly problems: readonly string[] } {
  const given = (name: string): string => (args[name] ?? '').trim()
  const long = (['title', 'language', 'country', 'kind', 'bloc', 'interval'] as const).filter((name) => given(name).length > MAX_TYPED)
  if (long.length > 0)
    return { problems: long.map((name) => routes.tooLong(admin.feeds.options[name].name, given(name).length, MAX_TYPED)) }
  const country = given('country').toUpperCase() || countryOfHost(found.url)
  if (country === null) return { problems: [feeds.sayCountry] }
  const title = given('title') || found.title.replace(/\s+/g, ' ').trim().slice(0, 80) || (URL.parse(found.url)?.hostname ?? 'Feed')
  return {
    entry: {
      id: feedIdFor([title, hostOf(found.url)], new Set(taken.map(({ id }) => id))),
      title,
      url: found.url,
      language: (given('language') || found.language).toLowerCase(),
      country,
      kind: given('kind') || FEED_KINDS[1],
      bloc: given('bloc').toLowerCase() || 'other',
      ...(given('interval') === '' ? {} : { interval: given('interval') }),
    },
  }
}
