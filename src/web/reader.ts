import type { Context } from 'hono'
import type { Asker } from '../domain/admin.ts'
import type { CommandContext } from '../domain/command.ts'
import { type Locale, localeOf } from '../domain/locale.ts'
import type { WebNeeds } from './needs.ts'
import { hasToken } from './token.ts'

/** The first language of the reader's browser that the bot speaks; null where it speaks none of them. */
export function localeWanted(c: Context): Locale | null {
  const tags = (c.req.header('accept-language') ?? '').slice(0, 200).split(',')
  return tags.map((tag) => localeOf(tag.split(';')[0] ?? '')).find((locale) => locale !== null) ?? null
}

/** Who asks on the page: those who gave its token look after it, nobody else does. */
export function askerOf(c: Context, { token }: Pick<WebNeeds, 'token'>): Asker {
  const why =
    token === null
      ? 'Nothing can be changed on this page: the operator has set no WEB_TOKEN.'
      : 'Only those who have the page’s token may change anything. Give it at /deliveries first, or as “Authorization: Bearer …”.'
  const may = hasToken(c, token)
  return { platform: 'page', userId: may ? 'token' : 'reader', place: null, channel: null, mayAdminister: async () => (may ? null : why) }
}

/** The context of a command that a reader asks: in the reader's language, and with who asks where it is to be known. */
export function contextFor(c: Context, context: CommandContext, asker?: Asker): CommandContext {
  const locale = localeWanted(c)
  return Object.create(context, {
    ...(locale === null ? {} : { locale: { value: locale } }),
    ...(asker === undefined ? {} : { asker: { value: asker } }),
  })
}
