import { type FeedbackVerdict, isFeedbackVerdict } from '../../domain/feedback.ts'
import { MAX_CUSTOM_ID } from './limits.ts'

/**
 * What a click on one of our buttons asks for. Everything is in the button's id, so that buttons work after a restart too. `key`
 * is the delivery's key: by it a post is found again in the channel's history.
 */
export type Click =
  | { readonly kind: 'why'; readonly storyId: string; readonly key: string }
  | { readonly kind: 'latest'; readonly key: string }
  | { readonly kind: FeedbackVerdict; readonly storyId: string }
  | { readonly kind: 'run'; readonly command: string; readonly args: Readonly<Record<string, string>> }

/** The button's id; null where it would be longer than Discord takes. */
export function customId(click: Click): string | null {
  const id = click.kind === 'run' ? `run:${click.command}?${written(click.args)}` : storyButton(click)
  return id.length <= MAX_CUSTOM_ID ? id : null
}

/** As in the query of an address, but letters of every script as they are: an id has room for a hundred characters, not bytes. */
const written = (args: Readonly<Record<string, string>>): string =>
  Object.entries(args)
    .map((pair) => pair.map((text) => text.replace(/[%&+=#]/g, encodeURIComponent).replaceAll(' ', '+')).join('='))
    .join('&')

function storyButton(click: Exclude<Click, { kind: 'run' }>): string {
  if (click.kind === 'latest') return `latest:${click.key}`
  return click.kind === 'why' ? `why:${click.storyId}:${click.key}` : `${click.kind}:${click.storyId}`
}

/** Reads a button's id; null for ids that are not ours. */
export function parseCustomId(id: string): Click | null {
  const [kind = '', ...rest] = id.split(':')
  const [storyId = '', key = ''] = rest
  if (kind === 'run') return parseRun(rest.join(':'))
  if (storyId === '') return null
  if (kind === 'why') return { kind, storyId, key }
  if (kind === 'latest') return { kind, key: storyId }
  return isFeedbackVerdict(kind) ? { kind, storyId } : null
}

function parseRun(text: string): Click | null {
  const at = text.indexOf('?')
  if (at < 1) return null
  return { kind: 'run', command: text.slice(0, at), args: Object.fromEntries(new URLSearchParams(text.slice(at + 1))) }
}
