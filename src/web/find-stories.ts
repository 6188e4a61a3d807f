import type { Archive } from '../domain/archive.ts'
import type { FoundStories, StorySearch } from '../domain/search.ts'
import type { StoryQuery } from './story-query.ts'

/** How many outlets a part of a name is looked for in, those heard of last first. */
const OUTLETS = 2_000

/** Outlets that a part of a name means: `yonhap` is all feeds of Yonhap. */
const named = (outlets: readonly string[], part: string): readonly string[] =>
  outlets.filter((outlet) => outlet.toLowerCase().includes(part.toLowerCase()))

/** Words apart, and what stands in quotation marks together; what follows a minus sign must not be there. */
function wordsOf(text: string): Pick<StorySearch, 'words' | 'without'> {
  const parts = [...text.matchAll(/(-?)(?:["“”]([^"“”]+)["“”]?|([^\s"“”]+))/gu)]
  const sought = parts.map(([, minus, quoted, word = '']) => ({ minus: minus === '-', text: quoted ?? word, quoted: quoted !== undefined }))
  const of = (minus: boolean) => sought.filter((each) => each.minus === minus).map(({ text: words, quoted }) => ({ text: words, quoted }))
  return { words: of(false), without: of(true) }
}

/** One page of the stories asked for. */
export async function findStories(
  archive: Pick<Archive, 'find' | 'outlets'>,
  { words, alignment, actorId, language, outlet, since, until, page }: StoryQuery,
  onAPage: number,
): Promise<FoundStories> {
  const outlets = outlet === undefined ? undefined : named(await archive.outlets(OUTLETS), outlet)
  if (outlets?.length === 0) return { briefs: [], total: 0, more: false }
  const search: StorySearch = {
    ...wordsOf(words),
    ...(alignment === undefined ? {} : { alignment }),
    ...(actorId === undefined ? {} : { actorIds: [actorId] }),
    ...(language === undefined ? {} : { language }),
    ...(outlets === undefined ? {} : { outlets }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  }
  return archive.find(search, { limit: onAPage, offset: (page - 1) * onAPage })
}
