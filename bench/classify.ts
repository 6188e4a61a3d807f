import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import AhoCorasick from 'modern-ahocorasick'
import { loadKnowledge } from '../src/config.ts'
import type { ItemText, Knowledge } from '../src/judgement/assess.ts'
import { createAssessor } from '../src/judgement/assess.ts'
import { createMatcher } from '../src/knowledge/matcher.ts'
import { fold, foldPhrase } from '../src/knowledge/normalise.ts'

/*
 * Megabytes a second on one core: finding every name in lower-case text, by our matcher, by regular expressions and by a library's matcher;
 * and as what none of them can pass, looking at each character once. Then items a second: the whole judgement, beside the two that
 * only find words and judge nothing. Real items where they are at hand, made ones where not.
 */

const ROOT = join(import.meta.dirname, '..')
const REAL = join(ROOT, '../shared/data/background.jsonl')
const ROUNDS = 8

/** Words of every name and demonym that the configuration knows. */
function phrasesOf({ facts, wording }: Knowledge): readonly string[] {
  const aliases = facts.actors.flatMap((actor) => [actor.name, ...Object.values(actor.aliases).flat()])
  const states = Object.values(wording.states).flat()
  const all = [...aliases, ...states].map((phrase) => phrase.replace(/~$/, '').toLowerCase())
  return [...new Set(all)].filter((phrase) => phrase.length > 1)
}

function madeItems(): readonly ItemText[] {
  const titles = [
    'South Korea, US and Japan hold drill',
    'Rain over Busan',
    '북러 정상회담 개최',
    '株価が上昇',
    'Путин прибыл в Пхеньян',
    '美日韩联合军演',
  ]
  const sentence = 'Officials met on Tuesday and spoke of prices, harvests and the weather. '
  return Array.from({ length: 9000 }, (_, i) => ({
    title: titles[i % titles.length] ?? '',
    text: sentence.repeat(1 + (i % 8)),
    publishedAt: 0,
  }))
}

function realItems(): readonly ItemText[] {
  const lines = readFileSync(REAL, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const { title, description, lang } = JSON.parse(line) as { title: string; description?: string; lang?: string }
    return { title, text: description ?? '', language: lang ?? 'en', publishedAt: 0 }
  })
}

/** The best of some rounds, by the processor time of this thread, so that other work on the machine does not count. */
function measure(items: readonly ItemText[], judge: (item: ItemText) => unknown): number {
  let best = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.threadCpuUsage()
    for (const item of items) judge(item)
    const { user, system } = process.threadCpuUsage(before)
    best = Math.max(best, (items.length / (user + system)) * 1e6)
  }
  return Math.round(best)
}

const knowledge = await loadKnowledge({ dir: join(ROOT, 'config') })
const real = existsSync(REAL)
const items = real ? realItems() : madeItems()
const phrases = phrasesOf(knowledge)
const textOf = ({ title, text }: ItemText): string => `${title}\n${text}`.toLowerCase()

const started = performance.now()
const assessor = createAssessor(knowledge)
const builtMs = Math.round(performance.now() - started)
const pattern = new RegExp(phrases.map((phrase) => phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gu')
const library = new AhoCorasick([...phrases])

const perSecond = {
  'keyword RegExp (finds only)': measure(items, (item) => textOf(item).match(pattern)),
  'modern-ahocorasick (finds only)': measure(items, (item) => library.search(textOf(item))),
  'judgement (finds and judges)': measure(items, (item) => assessor.assess(item)),
}

const texts = items.map(textOf)
const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
const matcher = createMatcher([...new Set(phrases.map(foldPhrase))].filter((phrase) => phrase.length > 1))
const mbPerSecond = Object.fromEntries(
  Object.entries<(item: ItemText) => unknown>({
    'keyword RegExp': (item) => textOf(item).match(pattern),
    'modern-ahocorasick': (item) => library.search(textOf(item)),
    'our matcher': (item) => matcher.scan(fold(textOf(item)), () => {}),
    'each character once': (item) => {
      const text = textOf(item)
      let sum = 0
      for (let at = 0; at < text.length; at += 1) sum ^= text.charCodeAt(at)
      return sum
    },
  }).map(([name, find]) => [name, Math.round((measure(items, find) / items.length) * megabytes * 10) / 10]),
)

const rows = Object.entries(perSecond).map(([name, count]) => `${name.padEnd(36)}${count.toLocaleString('en').padStart(10)} items/s`)
const found = Object.entries(mbPerSecond).map(([name, speed]) => `${name.padEnd(36)}${String(speed).padStart(10)} MB/s`)
process.stdout.write(
  `${items.length} ${real ? 'real' : 'made'} items, ${phrases.length} names, built in ${builtMs} ms\n${[...found, ...rows].join('\n')}\n`,
)
process.stdout.write(
  `${JSON.stringify({ bench: 'classify', items: items.length, real, phrases: phrases.length, builtMs, perSecond, mbPerSecond })}\n`,
)
