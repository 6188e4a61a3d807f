import type { ChangeResult } from '../../domain/admin.ts'
import type { Change, Changeable, Entry } from '../../domain/change.ts'
import type { CommandContext, Reply } from '../../domain/command.ts'
import { visible } from '../../domain/plain-text.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { capital } from '../../words/letters.ts'
import { keyCalled, told } from '../../words/retold.ts'
import { stateName } from '../../words/states.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { formatTime } from '../dates.ts'
import { authorName, privately, refused } from './saying.ts'
import type { Scope } from './scope.ts'

const SHOWN = 15
const MAX_VALUE = 60

/** Values that have words of their own. */
function valueCalled(key: string, value: string, { admin, posts, locale }: Words): string | undefined {
  if (locale === 'en') return undefined
  if (key === 'country') return stateName(value, locale)
  const named: Readonly<Record<string, string>> = key === 'mode' ? admin.watch.options.mode.choices : key === 'kind' ? posts.kinds : {}
  return named[value]
}

/** A value as it is shown; of a feed that somebody paused, who did. */
function shown(key: string, value: unknown, words: Words): string {
  const { values } = words.desk
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return values.none
  if (typeof value === 'boolean') return value ? values.true : values.false
  const text = Array.isArray(value) ? value.join(words.writing.comma) : String(value)
  return visible(valueCalled(key, text, words) ?? (key === 'disabledReason' ? told(text, words) : text)).slice(0, MAX_VALUE)
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** `threshold: 0.5 → 0.7`, of every field that differs. */
function differences(before: Entry, after: Entry, words: Words): string {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = keys.filter((key) => !sameValue(before[key], after[key]))
  const each = changed.map((key) =>
    words.writing.labelled(keyCalled(key, words), `${shown(key, before[key], words)} → ${shown(key, after[key], words)}`),
  )
  return each.join(words.posts.semicolon)
}

/** What a change did, in words. */
export function changeWords({ kind, subject, before, after }: Pick<Change, 'kind' | 'subject' | 'before' | 'after'>, words: Words): string {
  const { desk, writing } = words
  const called = kind === 'route' ? desk.routeCalled(subject) : desk.feedCalled(subject)
  if (before === null && after === null) return desk.unchanged(called)
  if (before === null) return desk.added(called)
  if (after === null) return desk.removed(called)
  const what = differences(before, after, words)
  return what === '' ? desk.edited(called) : writing.labelled(desk.edited(called), what)
}

function changeLine(change: Change, { timeZone, locale }: CommandContext): RichText {
  const words = wordsIn(locale)
  const { desk, writing } = words
  const undoes = change.undoes === null ? '' : writing.bracketed(desk.undoes(change.undoes))
  const undone = change.undoneBy === null ? '' : `${writing.clause}${desk.undoneBy(change.undoneBy)}`
  const by = `${formatTime(change.at, timeZone, locale)}${writing.clause}${authorName(change.by, words)}`
  return [{ text: `${change.id}`, bold: true }, { text: ` — ${changeWords(change, words)}${undoes}${undone} · ${by}` }]
}

const undoButton = (kind: Changeable, change: Pick<Change, 'id'>, { desk }: Words): Reply['suggestions'][number] => ({
  label: desk.takeBack,
  command: kind === 'route' ? 'watch' : 'feeds',
  args: { action: 'undo', change: String(change.id) },
})

/** How a change ended, told to who asked for it, with a button that takes it back. */
export function changeReply(title: string, result: ChangeResult, body: readonly RichText[], words: Words): Reply {
  if (result.kind === 'wrong')
    return refused(
      result.problems.map((one) => told(one, words)),
      words,
    )
  if (result.kind === 'overtaken') return refused([words.desk.overtaken], words)
  const { change } = result
  return privately(title, body, { suggestions: [undoButton(change.kind, change, words)], footer: words.desk.change(change.id) })
}

/** What they may see of the log: an operator all, an admin that of their place. */
const logFilter = ({ isOperator, by }: Scope, kind: Changeable) => ({
  kind,
  ...(isOperator || kind === 'feed' ? {} : { place: by.place ?? '' }),
})

/** `log`: who changed what, when. */
export async function logReply(scope: Scope, kind: Changeable, context: CommandContext): Promise<Reply> {
  const found = await scope.desk.log({ ...logFilter(scope, kind), limit: SHOWN })
  const { desk } = wordsIn(context.locale)
  const body = found.length === 0 ? [[{ text: desk.nothingYet }]] : found.map((one) => changeLine(one, context))
  return privately(kind === 'route' ? desk.logOfRoutes : desk.logOfFeeds, body)
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
export async function undoReply(scope: Scope, kind: Changeable, typed: string, words: Words): Promise<Reply> {
  const { desk } = words
  const command = kind === 'route' ? '/watch log' : '/feeds log'
  const number = typed.trim().replace(/^#/, '')
  if (number !== '' && !/^\d{1,9}$/.test(number)) return refused([desk.noNumber(number.slice(0, 40), command)], words)
  const log = await scope.desk.log({ ...logFilter(scope, kind), limit: 1_000 })
  const change =
    number === '' ? log.find(({ undoes, undoneBy }) => undoes === null && undoneBy === null) : log.find(({ id }) => id === Number(number))
  if (change === undefined) return refused([number === '' ? desk.nothingToUndo : desk.noChangeOfYours(number, command)], words)
  if (!(await isTheirs(change, scope))) return refused([desk.notOfThisPlace(change.id)], words)
  const result = await scope.desk.undo(scope.by, change)
  const what = result.kind === 'changed' ? capital(changeWords(result.change, words)) : ''
  return changeReply(desk.undone(change.id), result, [[{ text: what }]], words)
}
