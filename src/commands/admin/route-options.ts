import type { CommandOption } from '../../domain/command.ts'
import { en } from '../../words/en.ts'
import { optionOf } from './option.ts'

const option = optionOf(en.admin.watch.options)

export const ALIGNMENTS = option('alignments', { autocomplete: true })
export const ROUTE = option('route', { required: true, autocomplete: true })
export const CHANNEL = option('channel', { kind: 'channel' })
export const CHANGE = option('change')
export const POST_A_LINE = option('post')

/** What a route takes and how it posts; a value of `off` or `all` takes a restriction away. */
export const DETAILS: readonly CommandOption[] = [
  option('threshold'),
  option('actors', { autocomplete: true }),
  option('languages'),
  option('mode'),
  option('digest'),
  option('quiet'),
  option('timezone'),
  option('mention', { kind: 'role' }),
  option('cap'),
  option('tags'),
  option('publish'),
  option('speak'),
]
