import type { Reply } from '../domain/command.ts'
import type { FoundStories } from '../domain/search.ts'
import type { Words } from '../words/words.ts'

const MOST_PAGES = 1_000

/** The page that is asked for; the first where that is no number. */
export function pageOf(typed: string | undefined): number {
  const page = /^\s*(\d{1,4})\s*$/.exec(typed ?? '')?.[1]
  return page === undefined ? 1 : Math.min(MOST_PAGES, Math.max(1, Number(page)))
}

/** Buttons to the page before and the next. */
export function turns(
  { page, hasMore }: { readonly page: number; readonly hasMore: boolean },
  command: string,
  argsAt: (page: number) => Readonly<Record<string, string>>,
  { search }: Words,
): Reply['suggestions'] {
  return [
    ...(hasMore ? [{ label: search.more, command, args: argsAt(page + 1) }] : []),
    ...(page > 1 ? [{ label: search.newer, command, args: argsAt(page - 1) }] : []),
  ]
}

/** `57 stories, newest first: 11 to 20`. */
export function pageLine({ briefs, total, more }: FoundStories, page: number, perPage: number, { search, counts }: Words): string {
  const found = more ? search.moreThan(total) : counts.stories(total)
  const first = (page - 1) * perPage + 1
  return briefs.length === total && !more ? search.footerAll(found) : search.footer(found, first, first + briefs.length - 1)
}
