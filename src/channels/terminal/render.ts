import { type Brief, outletGroups } from '../../domain/brief.ts'
import { fitted, visible, webAddress } from '../../domain/plain-text.ts'
import { dateInWords, type Times } from '../../domain/times.ts'
import { countWords, phraseWords, rankWords, standingCounts, standingNames, summaryWords, unknownWords } from '../../words/facts.ts'
import { capital } from '../../words/letters.ts'
import { sourceState, tongueName } from '../../words/states.ts'
import { type Names, toldIn } from '../../words/told.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { columns, wrap } from './columns.ts'

export type Look = {
  /** Columns of the terminal. */
  readonly width: number
  /** Whether escape sequences for colour and weight may be written. */
  readonly colour: boolean
  readonly times: Times
  /** Names of blocs and actors by id, in the language of the words. */
  readonly blocs?: Names
  /** Our own words; left out: English. */
  readonly words?: Words
}

/** The words of a look. */
const wordsOf = ({ words }: Look): Words => words ?? wordsIn('en')

/** The widest line that is still easy to read, and the narrowest that is written. */
const [MOST, LEAST] = [96, 40]

/** What stands under the line of dots. */
export const INDENT = '  '

/** No field of a brief takes more than this, in characters: a feed cannot flood the terminal. */
const MAX_FIELD = 800

/** A feed's own words on one line: no control characters, so no escape sequence, reaches the terminal. */
const said = (text: string): string => fitted(visible(text.slice(0, MAX_FIELD * 8)), MAX_FIELD)

type Style = (text: string) => string
export const style = (look: Look, on: string, off: string): Style =>
  look.colour ? (text) => `\u001b[${on}m${text}\u001b[${off}m` : (text) => text

function coloured(look: Look, hex: string): Style {
  const [, red = '', green = '', blue = ''] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex) ?? []
  if (red === '') return (text) => text
  return style(look, `38;2;${[red, green, blue].map((part) => Number.parseInt(part, 16)).join(';')}`, '39')
}

/** Standing, who said it first, how many say it; each once. */
function sourcesLine(brief: Brief, words: Words): string {
  const { posts, writing } = words
  const first = brief.sources[0]
  const standing = brief.standingText === '' ? [] : [said(brief.standingText)]
  if (first === undefined) return standing.join('')
  const facts = writing.bracketed([posts.kinds[first.kind], said(sourceState(first.country, words.locale))].join(writing.comma))
  if (standingNames(brief)) return `${said(brief.standingText)}${facts}`
  const count = countWords(brief, words)
  const groups = outletGroups(brief.sources).map((group) => group.map(said))
  const named = (all: readonly (readonly string[])[]): string => all.map((group) => group.join(', ')).join(' | ')
  if (standingCounts(brief)) {
    const [[, ...reprints] = [], ...others] = groups
    const told = [...standing, ...(count === '' ? [] : [count])].join(writing.comma)
    return writing.labelled(told, named([[`${posts.first} ${said(first.outlet)}${facts}`, ...reprints], ...others]))
  }
  const many = count === '' ? [] : [writing.labelled(count, named(groups))]
  return [...standing, writing.labelled(posts.first, `${said(first.outlet)}${facts}`), ...many].join(' · ')
}

/** Which side's outlets are silent about it. */
function silenceLine({ silentBlocs }: Brief, { blocs }: Look, { posts, writing }: Words): string {
  const names = silentBlocs.map((bloc) => said(blocs?.get(bloc) ?? bloc)).filter((name) => name !== '')
  return names.length === 0 ? '' : posts.silent(writing.either(names))
}

function threadLine({ thread }: Brief, { times }: Look, { posts, writing }: Words): string {
  if (thread === null) return ''
  const earlier = thread.earlier.map((story) => `${said(story.headline)}, ${times.date(story.at)}`)
  const label = writing.labelled(posts.thread, said(thread.label))
  return [label, ...(earlier.length === 0 ? [] : [posts.earlier(earlier.join(' · '))])].join(' · ')
}

function actsLine({ acts, place, date }: Brief, { locale }: Words): string {
  const setting = [...(place === null ? [] : [said(place)]), ...(date === null ? [] : [said(dateInWords(date, locale))])]
  return [...acts.map((act) => said(act.text)), ...setting].join(' · ')
}

const originalLine = ({ original }: Brief, { writing, locale }: Words): string =>
  original === null ? '' : writing.labelled(said(capital(tongueName(original.language, locale))), said(original.text))

/** Alignments at the left, which update and when at the right; on two lines where one does not hold both. */
function topLines(brief: Brief, look: Look, width: number): readonly string[] {
  const update = rankWords(brief, wordsOf(look))
  const when = `${update === '' ? '' : `${update} · `}${look.times.full(brief.updatedAt)}`
  const left = brief.alignments.map(({ label }) => `● ${said(label)}`).join('   ')
  const painted = brief.alignments.map(({ label, colour }) => `${coloured(look, colour)('●')} ${said(label)}`).join('   ')
  const gap = width - columns(left) - columns(when)
  const dim = style(look, '2', '22')
  if (gap >= 2) return [`${painted}${' '.repeat(gap)}${dim(when)}`]
  const named = columns(left) <= width ? [painted] : wrap(left, width)
  return [...named, ...wrap(when, width - INDENT.length).map((line) => `${INDENT}${dim(line)}`)]
}

const labelled = (label: string, text: string, { writing }: Words): string => (text === '' ? '' : writing.labelled(label, said(text)))

/** The columns written on. */
export const widthOf = (look: Look): number => Math.max(LEAST, Math.min(MOST, look.width))

/** A brief as lines for a terminal, without line ends. Nothing a feed says can move the cursor or change a colour. */
export function renderBrief(story: Brief, look: Look): readonly string[] {
  const words = wordsOf(look)
  const { posts } = words
  const brief = toldIn(story, words, look.blocs ?? new Map())
  const width = widthOf(look)
  const [bold, dim] = [style(look, '1', '22'), style(look, '2', '22')]
  const part = (text: string, paint: Style = (line) => line): readonly string[] =>
    wrap(text, width - INDENT.length).map((line) => `${INDENT}${paint(line)}`)
  return [
    ...topLines(brief, look, width),
    ...part(said(brief.headline), bold),
    ...part(originalLine(brief, words), dim),
    ...part(labelled(capital(posts.changed), brief.change, words), dim),
    ...part(actsLine(brief, words), dim),
    ...part((brief.people ?? []).map(said).join(' · '), dim),
    ...part(said(summaryWords(brief, words))),
    ...part(sourcesLine(brief, words)),
    ...part(silenceLine(brief, look, words), dim),
    ...part(threadLine(brief, look, words), dim),
    ...part(labelled(posts.sourceWords, phraseWords(brief, words), words), dim),
    ...part(labelled(posts.notKnown, unknownWords(brief, words), words), dim),
    ...(webAddress(brief.url) === '' ? [] : wrap(webAddress(brief.url), width - INDENT.length).map((line) => `${INDENT}${dim(line)}`)),
    ...part(capital(posts.story(said(brief.storyId))), dim),
  ]
}
