import { actorName } from '../../domain/actor-name.ts'
import type { Choice, CommandContext } from '../../domain/command.ts'
import { alignmentChoices } from '../alignments.ts'
import { partsOf } from './saying.ts'

const MAX_CHOICES = 25

/** Completes the last of several, and keeps those before it. */
const lastOf = (typed: string, choicesFor: (last: string) => readonly Choice[]): readonly Choice[] => {
  const parts = [...partsOf(typed)]
  const isOpen = !/[,，、;]\s*$/.test(typed)
  const last = isOpen ? (parts.pop() ?? '') : ''
  const before = parts.map((part) => `${part}, `).join('')
  return choicesFor(last).map(({ name, value }) => ({ name: `${before}${name}`.slice(-100), value: `${before}${value}` }))
}

export function complete(option: string, typed: string, { alignments, directory, desk, asker, locale }: CommandContext): readonly Choice[] {
  if (option === 'alignments') return lastOf(typed, (last) => alignmentChoices(last, alignments, locale))
  if (option === 'actors')
    return lastOf(typed, (last) => directory.complete(last, MAX_CHOICES).map((one) => ({ name: actorName(one, locale), value: one.id })))
  if (option !== 'route' || desk === undefined || asker === undefined) return []
  const wanted = typed.trim().toLowerCase()
  return desk
    .routes()
    .filter((route) => route.platform === asker.platform && desk.knownPlace(route) === asker.place && route.id.includes(wanted))
    .slice(0, MAX_CHOICES)
    .map(({ id }) => ({ name: id, value: id }))
}
