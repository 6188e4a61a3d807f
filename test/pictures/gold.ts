import { readFileSync } from 'node:fs'
import type { Item } from '#src/domain/item.ts'

type Gold = { readonly id: string; readonly lang: string; readonly published: string; readonly title: string; readonly description: string }

const OUTLETS: Readonly<Record<string, string>> = {
  en: 'English desk',
  ko: 'Korean desk',
  ja: 'Japanese desk',
  ru: 'Russian desk',
  zh: 'Chinese desk',
}

/** The items of our own gold set that were published by then, as if a desk a language had reported them. */
export const goldItems = (until: number): readonly Item[] =>
  readFileSync(new URL('../fixtures/gold/items.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Gold)
    .map(({ id, lang, published, title, description }) => ({
      id,
      feedId: 'replay',
      guid: id,
      url: `https://news.example/${id}`,
      title,
      text: description,
      language: lang,
      source: { outlet: OUTLETS[lang] ?? 'Desk', country: 'UNO', kind: 'wire', bloc: 'other' } as const,
      publishedAt: Date.parse(published),
      firstSeenAt: Date.parse(published),
      backfilled: false,
    }))
    .filter(({ publishedAt }) => publishedAt <= until)
