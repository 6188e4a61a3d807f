import type { Facts } from '../domain/knowledge.ts'
import type { Wording } from '../domain/wording.ts'
import { CUES } from './cues.ts'
import { type Entry, entryOf } from './entries.ts'
import type { Trigger } from './gazetteer.ts'
import { edgesOf } from './phrases.ts'

/** Enters all that says something of an act: themes (by their bits), cues, words of the background, triggers. */
export function addWords(entries: Map<string, Entry>, facts: Facts, wording: Wording, bits: ReadonlyMap<string, bigint>): void {
  for (const [theme, phrases] of Object.entries(wording.themes)) {
    for (const phrase of phrases) addWord(entries, phrase, (entry) => (entry.themes |= bits.get(theme) ?? 0n))
  }
  const { lexicon } = facts
  for (const [cue, triggers] of Object.entries(lexicon.cues)) {
    const bit = CUES[cue as keyof typeof CUES] ?? 0
    for (const phrase of Object.values(triggers ?? {}).flat()) addWord(entries, phrase, (entry) => (entry.cues |= bit))
  }
  for (const phrase of wording.background.before) addWord(entries, phrase, (entry) => (entry.cues |= CUES.backgroundBefore))
  for (const phrase of wording.background.after) addWord(entries, phrase, (entry) => (entry.cues |= CUES.backgroundAfter))
  for (const { category, triggers } of lexicon.categories) addTriggers(entries, triggers, { category, mode: null, subtype: null })
  for (const { category, mode, id, triggers } of lexicon.subtypes) {
    if (category !== null) addTriggers(entries, triggers, { category, mode: mode === '' ? null : mode, subtype: id })
  }
}

function addTriggers(entries: Map<string, Entry>, triggers: Readonly<Record<string, readonly string[]>>, trigger: Trigger): void {
  for (const [language, phrases] of Object.entries(triggers)) {
    for (const phrase of phrases)
      addWord(entries, language === 'ru' ? russianStem(phrase) : phrase, (entry) => entry.triggers.push(trigger))
  }
}

/** Russian triggers stand in one form: the last letters of the last word may change. */
const russianStem = (phrase: string): string =>
  phrase.length > 5 ? `${phrase.replace(/(?:[аеиоуыэюяйь]{1,2}|[аи]л[аи]?)$/, '')}~` : phrase

function addWord(entries: Map<string, Entry>, written: string, change: (entry: Entry) => void): void {
  const found = entryOf(entries, written)
  if (found === null) return
  const { entry, phrase, stem } = found
  const edges = edgesOf(phrase, stem || entry.right === 'stem', false)
  entry.left = edges.left
  entry.right = edges.right
  change(entry)
}
