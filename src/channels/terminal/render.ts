import {
  type Brief,
  countWords,
  outletGroups,
  phraseWords,
  rankWords,
  standingCounts,
  standingNames,
  summaryWords,
  unknownWords,
} from '../../domain/brief.ts'
import { type Bloc, FEED_KIND_WORDS } from '../../domain/feed.ts'
import { languageName } from '../../domain/language-name.ts'
import { fitted, visible, webAddress } from '../../domain/plain-text.ts'
import { dateInWords, type Times } from '../../domain/times.ts'
import { columns, wrap } from './columns.ts'

export type Look = {
  /** Columns of the terminal. */
  readonly width: number
  /** Whether escape sequences for colour and weight may be written. */
  readonly colour: boolean
  readonly times: Times
  /** Names of blocs by id, for those whose outlets are silent. */
  readonly blocs?: ReadonlyMap<Bloc, string>
}

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
function sourcesLine(brief: Brief): string {
  const first = brief.sources[0]
  const standing = brief.standingText === '' ? [] : [said(brief.standingText)]
  if (first === undefined) return standing.join('')
  const facts = `(${FEED_KIND_WORDS[first.kind]}, ${said(first.country)})`
  if (standingNames(brief)) return `${said(brief.standingText)} ${facts}`
  const count = countWords(brief)
  const groups = outletGroups(brief.sources).map((group) => group.map(said))
  if (standingCounts(brief)) {
    const [[, ...reprints] = [], ...others] = groups
    const named = [[`first ${said(first.outlet)} ${facts}`, ...reprints], ...others].map((group) => group.join(', '))
    return `${[...standing, ...(count === '' ? [] : [count])].join(', ')}: ${named.join(' | ')}`
  }
  const many = count === '' ? [] : [`${count}: ${groups.map((group) => group.join(', ')).join(' | ')}`]
  return [...standing, `first: ${said(first.outlet)} ${facts}`, ...many].join(' · ')
}

/** Which side's outlets are silent about it. */
function silenceLine({ silentBlocs }: Brief, { blocs }: Look): string {
  const names = silentBlocs.map((bloc) => said(blocs?.get(bloc) ?? bloc)).filter((name) => name !== '')
  return names.length === 0 ? '' : `Not reported so far by outlets of ${names.join(' or ')}`
}

function threadLine({ thread }: Brief, { times }: Look): string {
  if (thread === null) return ''
  const earlier = thread.earlier.map((story) => `${said(story.headline)}, ${times.date(story.at)}`)
  return ['Thread: '.concat(said(thread.label)), ...(earlier.length === 0 ? [] : [`earlier: ${earlier.join(' · ')}`])].join(' · ')
}

function actsLine({ acts, place, date }: Brief): string {
  const setting = [...(place === null ? [] : [said(place)]), ...(date === null ? [] : [said(dateInWords(date))])]
  return [...acts.map((act) => said(act.text)), ...setting].join(' · ')
}

const originalLine = ({ original }: Brief): string =>
  original === null ? '' : `${said(languageName(original.language))}: ${said(original.text)}`

/** Alignments at the left, which update and when at the right; on two lines where one does not hold both. */
function topLines(brief: Brief, look: Look, width: number): readonly string[] {
  const update = rankWords(brief)
  const when = `${update === '' ? '' : `${update} · `}${look.times.date(brief.updatedAt)}, ${look.times.clock(brief.updatedAt)}`
  const left = brief.alignments.map(({ label }) => `● ${said(label)}`).join('   ')
  const painted = brief.alignments.map(({ label, colour }) => `${coloured(look, colour)('●')} ${said(label)}`).join('   ')
  const gap = width - columns(left) - columns(when)
  const dim = style(look, '2', '22')
  if (gap >= 2) return [`${painted}${' '.repeat(gap)}${dim(when)}`]
  const named = columns(left) <= width ? [painted] : wrap(left, width)
  return [...named, ...wrap(when, width - INDENT.length).map((line) => `${INDENT}${dim(line)}`)]
}

const labelled = (label: string, text: string): string => (text === '' ? '' : `${label}: ${said(text)}`)

/** The columns written on. */
export const widthOf = (look: Look): number => Math.max(LEAST, Math.min(MOST, look.width))

/** A brief as lines for a terminal, without line ends. Nothing a feed says can move the cursor or change a colour. */
export function renderBrief(brief: Brief, look: Look): readonly string[] {
  const width = widthOf(look)
  const [bold, dim] = [style(look, '1', '22'), style(look, '2', '22')]
  const part = (text: string, paint: Style = (line) => line): readonly string[] =>
    wrap(text, width - INDENT.length).map((line) => `${INDENT}${paint(line)}`)
  return [
    ...topLines(brief, look, width),
    ...part(said(brief.headline), bold),
    ...part(originalLine(brief), dim),
    ...part(brief.change === '' ? '' : `Changed: ${said(brief.change)}`, dim),
    ...part(actsLine(brief), dim),
    ...part((brief.people ?? []).map(said).join(' · '), dim),
    ...part(said(summaryWords(brief))),
    ...part(sourcesLine(brief)),
    ...part(silenceLine(brief, look), dim),
    ...part(threadLine(brief, look), dim),
    ...part(labelled('In the source’s words', phraseWords(brief)), dim),
    ...part(labelled('Not known', unknownWords(brief)), dim),
    ...(webAddress(brief.url) === '' ? [] : wrap(webAddress(brief.url), width - INDENT.length).map((line) => `${INDENT}${dim(line)}`)),
    ...part(`Story ${said(brief.storyId)}`, dim),
  ]
}
