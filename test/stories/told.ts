import { readFile } from 'node:fs/promises'
import { loadKnowledge } from '#src/config.ts'
import type { Item } from '#src/domain/item.ts'
import type { Report } from '#src/domain/story.ts'
import { createAssessor } from '#src/judgement/assess.ts'

/** A report of our own gold set: neutral words about a public, dated event. */
export type Told = {
  readonly id: string
  readonly story: string
  readonly published: string
  readonly lang: string
  readonly source: string
  readonly country: string
  readonly kind: Item['source']['kind']
  readonly bloc: string
  readonly title: string
  readonly content: string
}

export const knowledge = await loadKnowledge({ dir: new URL('../../config', import.meta.url).pathname })
export const { facts } = knowledge
const assessor = createAssessor(knowledge)

const lines = await readFile(new URL('../fixtures/stories.jsonl', import.meta.url), 'utf8')
export const told: readonly Told[] = lines
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Told)

export function reportOf(from: Pick<Told, 'id' | 'title' | 'published' | 'lang'> & Partial<Told>): Report {
  const { id, title, published, lang, content = '', source = 'Example Daily', country = 'GBR', kind = 'newspaper', bloc = 'other' } = from
  const publishedAt = Date.parse(published)
  const item: Item = {
    id,
    feedId: 'gold',
    guid: id,
    url: `https://news.example/${id}`,
    title,
    text: content,
    language: lang,
    source: { outlet: source, country, kind, bloc },
    publishedAt,
    firstSeenAt: publishedAt,
    backfilled: false,
  }
  return { item, assessment: assessor.assess(item) }
}

export const reportsOf = (story: string): readonly Report[] => told.filter((each) => each.story === story).map(reportOf)

/** The same order for the same seed: mulberry32 and Fisher-Yates. */
export function shuffled<T>(values: readonly T[], seed: number): readonly T[] {
  let state = seed
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const result = [...values]
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a]
  }
  return result
}
