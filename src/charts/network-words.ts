import type { PictureTable } from '../domain/command.ts'
import { actsOf, type Tie, type Web } from '../domain/network.ts'
import { formatSpan } from './calendar.ts'

const nameOf = ({ nodes }: Web, id: string): string => nodes.find((node) => node.id === id)?.label ?? id

const counted = (count: number, noun: string): string => `${count === 1 ? 'one' : count} ${noun}${count === 1 ? '' : 's'}`

const isHostile = ({ cooperative, conflictual, joint }: Tie): boolean => conflictual > cooperative + joint

/** Which two act most with each other, or on each other, and how. */
export function findingOf(web: Web): string {
  const [first] = web.ties
  if (first === undefined) return `${web.subject}: no acts`
  const [a, b] = web.centre === first.b ? [first.b, first.a] : [first.a, first.b]
  const how = isHostile(first) ? 'mostly conflictual' : first.conflictual === 0 ? 'all cooperative' : 'mostly cooperative'
  const acts = `${counted(actsOf(first), 'act')}, ${how}`
  if (web.centre !== null) return `${web.subject} most with ${nameOf(web, b)}: ${acts}`
  return `${nameOf(web, a)} and ${nameOf(web, b)} most: ${acts}`
}

export const leadOf = ({ ties }: Web): string =>
  ties.length === 0 ? 'Acts between two' : 'Who acts with whom: the wider a line, the more acts'

/** The lines under the picture. */
export const captionOf = ({ since, until, left }: Web): string =>
  [
    `Coded acts of kept stories, ${formatSpan(since, until)}.`,
    'Cooperative: also side by side on others. Conflictual ones are dashed.',
    left === 0 ? '' : `${left === 1 ? 'One weaker tie is' : `${left} weaker ties are`} not shown.`,
  ]
    .filter((part) => part !== '')
    .join(' ')

const MOST_TOLD = 6

/** The finding, then the strongest ties: what a reader who cannot see the picture needs of it. */
export function altOf(web: Web, finding: string): string {
  const told = web.ties.slice(0, MOST_TOLD).map((tie) => {
    const together = tie.cooperative + tie.joint
    return `${nameOf(web, tie.a)} and ${nameOf(web, tie.b)}: ${together} cooperative, ${tie.conflictual} conflictual.`
  })
  const more = web.ties.length - told.length
  return [`Network of who acts with whom. ${finding}.`, ...told, more > 0 ? `And ${counted(more, 'other tie')}.` : '', captionOf(web)]
    .filter((part) => part !== '')
    .join(' ')
}

/** The picture's figures, most acts first. */
export const tableOf = (web: Web): PictureTable => ({
  columns: ['Between', 'and', 'Cooperative', 'Side by side on others', 'Conflictual', 'Acts'],
  rows: web.ties.map((tie) => [
    nameOf(web, tie.a),
    nameOf(web, tie.b),
    ...[tie.cooperative, tie.joint, tie.conflictual, actsOf(tie)].map(String),
  ]),
})
