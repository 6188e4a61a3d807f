import type { PictureTable } from '../domain/command.ts'
import { actsOf, type Tie, type Web } from '../domain/network.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatSpan } from './calendar.ts'

const nameOf = ({ nodes }: Web, id: string): string => nodes.find((node) => node.id === id)?.label ?? id

const isHostile = ({ cooperative, conflictual, joint }: Tie): boolean => conflictual > cooperative + joint

/** Which two act most with each other, or on each other, and how. */
export function findingOf(web: Web, { pictures: { network } }: Words): string {
  const [first] = web.ties
  if (first === undefined) return network.none(web.subject)
  const [a, b] = web.centre === first.b ? [first.b, first.a] : [first.a, first.b]
  const told = isHostile(first) ? network.hostile : first.conflictual === 0 ? network.friendly : network.mixed
  const acts = told(actsOf(first))
  return web.centre === null
    ? network.mostBetween(nameOf(web, a), nameOf(web, b), acts)
    : network.mostWith(web.subject, nameOf(web, b), acts)
}

export const leadOf = ({ ties }: Web, { pictures: { network } }: Words): string => (ties.length === 0 ? network.leadNone : network.lead)

/** The lines under the picture. */
export function captionOf({ since, until, left }: Web, words: Words): string {
  const { network } = words.pictures
  const source = network.source(formatSpan(since, until, words))
  return [source, network.lines, ...(left === 0 ? [] : [network.left(left)])].join(words.writing.gap)
}

const MOST_TOLD = 6

/** The finding, then the strongest ties: what a reader who cannot see the picture needs of it. */
export function altOf(web: Web, finding: string, words: Words): string {
  const { network } = words.pictures
  const told = web.ties
    .slice(0, MOST_TOLD)
    .map((tie) => network.tie(nameOf(web, tie.a), nameOf(web, tie.b), tie.cooperative + tie.joint, tie.conflictual))
  const more = web.ties.length - told.length
  return [network.alt(finding), ...told, ...(more > 0 ? [network.more(more)] : []), captionOf(web, words)].join(words.writing.gap)
}

/** The picture's figures, most acts first. */
export const tableOf = (web: Web, { pictures: { network } }: Words = wordsIn('en')): PictureTable => {
  const { between, and, cooperative, joint, conflictual, acts } = network.columns
  return {
    columns: [between, and, cooperative, joint, conflictual, acts],
    rows: web.ties.map((tie) => [
      nameOf(web, tie.a),
      nameOf(web, tie.b),
      ...[tie.cooperative, tie.joint, tie.conflictual, actsOf(tie)].map(String),
    ]),
  }
}
