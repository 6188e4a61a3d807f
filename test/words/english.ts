import { KNOWN } from './known.ts'

/** Two words of English side by side. */
const ENGLISH = /[A-Za-z]{2,}[ ’'][A-Za-z]{2,}/

/** The lines of a text that hold English, but for what `theirs` (with flag g) names: what others wrote and what was typed. */
export const englishIn = (text: string, theirs: RegExp): readonly string[] =>
  text.split('\n').filter((line) => ENGLISH.test(line.replace(theirs, '|').replace(KNOWN, '|')))
