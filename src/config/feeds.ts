import { z } from 'zod'
import { FEED_KINDS, type Feed } from '../domain/feed.ts'
import { checkList, duplicates, type Entry } from './check.ts'
import { suggestion } from './nearest.ts'
import type { Problem } from './problem.ts'
import { country, duration, headerText, id, language, strict, text, textThat, timeZone, told, webAddress } from './shapes.ts'
import type { Source } from './source.ts'

const MIN_INTERVAL_MS = 60_000

const feedShape = strict({
  id,
  title: text,
  url: webAddress,
  language,
  country,
  kind: z.enum(FEED_KINDS),
  bloc: id,
  enabled: z.boolean().default(true),
  disabledReason: text.nullable().default(null),
  interval: duration
    .refine((ms) => ms >= MIN_INTERVAL_MS, {
      error: () => told('the interval is shorter than a minute', 'Servers bar such pollers: write 5m or more.'),
    })
    .nullable()
    .default(null),
  timeZone: timeZone.default('UTC'),
  charset: textThat((value) => /^[\w.:-]+$/.test(value), 'is no character set', 'Write its name, such as euc-kr or windows-1251.')
    .nullable()
    .default(null),
  userAgent: headerText.nullable().default(null),
  note: z.string().default(''),
})

type FeedEntry = z.output<typeof feedShape>

function blocProblems(source: Source, entries: readonly Entry<FeedEntry>[], alignments: ReadonlySet<string>): readonly Problem[] {
  const allowed = [...alignments, 'other']
  return entries
    .filter(({ value }) => alignments.size > 0 && !allowed.includes(value.bloc))
    .map(({ value, path }) => source.problem([...path, 'bloc'], `"${value.bloc}" is no bloc`, suggestion(value.bloc, allowed)))
}

function silentlyOff(source: Source, entries: readonly Entry<FeedEntry>[]): readonly Problem[] {
  return entries
    .filter(({ value }) => !value.enabled && value.disabledReason === null)
    .map(({ value, path }) =>
      source.problem([...path, 'enabled'], `feed ${value.id} is off without a reason`, 'Add disabledReason: and say why.'),
    )
}

/** Reads `feeds.yaml`. Feeds without an interval of their own take `intervalMs`. */
export function readFeeds(
  source: Source,
  alignments: ReadonlySet<string>,
  intervalMs: number,
): { readonly feeds: readonly Feed[]; readonly problems: readonly Problem[] } {
  const { entries, problems } = checkList<FeedEntry>(source, 'feeds', feedShape)
  return {
    feeds: entries.map(({ value: { interval, ...feed } }) => ({ ...feed, intervalMs: interval ?? intervalMs })),
    problems: [
      ...problems,
      ...duplicates(source, entries, 'id', (feed) => feed.id),
      ...duplicates(source, entries, 'url', (feed) => feed.url),
      ...blocProblems(source, entries, alignments),
      ...silentlyOff(source, entries),
    ],
  }
}
