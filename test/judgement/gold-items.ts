import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One item of the gold set, with the labels that the codebook gives it. */
export type Gold = {
  readonly id: string
  readonly lang: string
  readonly published: string
  readonly title: string
  readonly description: string
  readonly case: string
  readonly us_jp_kr: boolean
  readonly dprk_russia: boolean
}

export const readGold = (): readonly Gold[] =>
  readFileSync(join(import.meta.dirname, '../fixtures/gold/items.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Gold)
