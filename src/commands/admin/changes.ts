import type { ChangeResult } from '../../domain/admin.ts'
import type { Change, Changeable, Entry } from '../../domain/change.ts'
import type { CommandContext, Reply } from '../../domain/command.ts'
import { visible } from '../../domain/plain-text.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { formatTime } from '../dates.ts'
import { authorName, privately, refused } from './saying.ts'
import type { Scope } from './scope.ts'

const SHOWN = 15
const MAX_VALUE = 60

const shown = (value: unknown): string => {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'none'
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  return visible(text).slice(0, MAX_VALUE)
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** `threshold: 0.5 → 0.7`, of every field that differs. */
function differences(before: Entry, after: Entry): string {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = keys.filter((key) => !sameValue(before[key], after[key]))
  return changed.map((key) => `${key}: ${shown(before[key])} → ${shown(after[key])}`).join('; ')
}

/** What a change did, in words. */
export function changeWords({ kind, subject, before, after }: Pick<Change, 'kind' | 'subject' | 'before' | 'after'>): string {
  if (before === null && after === null) return `${kind} ${subject}: as it was`
  if (before === null) return `${kind} ${subject} added`
  if (after === null) return `${kind} ${subject} removed`
  const what = differences(before, after)
  return `${kind} ${subject} edited${what === '' ? '' : `: ${what}`}`
}

function changeLine(change: Change, { timeZone }: CommandContext): RichText {
  const undone = change.undoneBy === null ? '' : `, taken back by ${change.undoneBy}`
  const undoes = change.undoes === null ? '' : ` (takes back ${change.undoes})`
  return [
    { text: `${change.id}`, bold: true },
    { text: ` — ${changeWords(change)}${undoes}${undone} · ${formatTime(change.at, timeZone)}, ${authorName(change.by)}` },
  ]
}

const undoButton = (kind: Changeable, change: Pick<Change, 'id'>): Reply['suggestions'][number] => ({
  label: 'Take it back',
  command: kind === 'route' ? 'watch' : 'feeds',
  args: { action: 'undo', change: String(change.id) },
})

/** How a change ended, told to who asked for it, with a button that takes it back. */
export function changeReply(title: string, result: ChangeResult, body: readonly RichText[]): Reply {
  if (result.kind === 'wrong') return refused(result.problems)
  if (result.kind === 'overtaken') return refused(['Somebody else has changed this at the same moment: look at it, and ask again.'])
  const { change } = result
  return privately(title, body, { suggestions: [undoButton(change.kind, change)], footer: `Change ${change.id}` })
}

/** What they may see of the log: an operator all, an admin that of their place. */
const logFilter = ({ isOperator, by }: Scope, kind: Changeable) => ({
  kind,
  ...(isOperator || kind === 'feed' ? {} : { place: by.place ?? '' }),
})

/** `log`: who changed what, when. */
export async function logReply(scope: Scope, kind: Changeable, context: CommandContext): Promise<Reply> {
  const found = await scope.desk.log({ ...logFilter(scope, kind), limit: SHOWN })
  const body = found.length === 0 ? [[{ text: 'Nothing has been changed by command yet.' }]] : found.map((one) => changeLine(one, context))
  return privately(kind === 'route' ? 'What was changed, newest first' : 'What was changed of the feeds, newest first', body)
}

/** Whether a route leads to their place before and after. */
async function isTheirs({ kind, subject, before, after }: Change, { mayChange }: Scope): Promise<boolean> {
  if (kind === 'feed') return true
  const routes = [before, after].flatMap((entry) =>
    entry === null ? [] : [{ id: subject, platform: String(entry.platform), channel: String(entry.channel) }],
  )
  return (await Promise.all(routes.map(mayChange))).every(Boolean)
}

/** `undo [change]`: takes back the change of that number; without one, the newest that stands. */
export async function undoReply(scope: Scope, kind: Changeable, typed: string): Promise<Reply> {
  const command = kind === 'route' ? '/watch log' : '/feeds log'
  const number = typed.trim().replace(/^#/, '')
  if (number !== '' && !/^\d{1,9}$/.test(number))
    return refused([`“${number.slice(0, 40)}” is no number of a change. ${command} lists them.`])
  const log = await scope.desk.log({ ...logFilter(scope, kind), limit: 1_000 })
  const change =
    number === '' ? log.find(({ undoes, undoneBy }) => undoes === null && undoneBy === null) : log.find(({ id }) => id === Number(number))
  if (change === undefined)
    return refused([
      number === '' ? 'There is nothing to take back.' : `No change of yours has the number ${number}. ${command} lists them.`,
    ])
  if (!(await isTheirs(change, scope))) return refused([`Change ${change.id} concerns a channel that is not of this place.`])
  const result = await scope.desk.undo(scope.by, change)
  const words = result.kind === 'changed' ? changeWords(result.change) : ''
  return changeReply(`Change ${change.id} is taken back`, result, [[{ text: words }]])
}
