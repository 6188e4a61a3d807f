import { DiscordAPIError } from 'discord.js'
import type { ChartMaker, Picture } from '../../domain/command.ts'
import type { Post } from '../../domain/delivery.ts'
import type { Log } from '../../domain/log.ts'
import { unusualIn } from '../../words/digests.ts'
import type { Names } from '../../words/told.ts'
import { wordsIn } from '../../words/words.ts'
import { MAX_ALT_TEXT } from './limits.ts'
import { plainLine } from './markdown.ts'
import type { Payload } from './payload.ts'
import { fileName } from './reply.ts'

/** A message, with the files that go with it. */
export type Parcel = {
  readonly payload: Payload & { readonly attachments?: readonly { readonly id: number; readonly description: string }[] }
  readonly files: readonly { readonly name: string; readonly data: Buffer; readonly contentType: string }[]
}

/** The picture of a post that has one: an alert's, in the language of its route. `names` are those of the alignments. */
export function pictureFor({ brief, route: { language } }: Post, charts: Pick<ChartMaker, 'unusual'>, names: Names): Picture | null {
  const unusual = brief.digest?.unusual
  return unusual === undefined ? null : charts.unusual(unusualIn(unusual, wordsIn(language), names), language)
}

/**
 * A message with its picture as a file in its embed, dark as most readers' Discord is; what it shows stands in words with it. The
 * message alone where the picture cannot be drawn.
 */
export async function illustrated(payload: Payload, picture: Picture | null, log: Log): Promise<Parcel> {
  const [embed, ...others] = payload.embeds
  if (picture === null || embed === undefined) return { payload, files: [] }
  try {
    const name = fileName(picture)
    const data = Buffer.from(await picture.png('dark'))
    return {
      payload: {
        ...payload,
        embeds: [{ ...embed, image: { url: `attachment://${name}` } }, ...others],
        attachments: [{ id: 0, description: plainLine(picture.alt, MAX_ALT_TEXT) }],
      },
      files: [{ name, data, contentType: 'image/png' }],
    }
  } catch (error) {
    log.error({ picture: picture.name, error: error instanceof Error ? error.message : String(error) }, 'a picture could not be drawn')
    return { payload, files: [] }
  }
}

/** Request entity too large; missing permissions (to attach files): https://discord.com/developers/docs/topics/opcodes-and-status-codes */
const FILE_REFUSED: ReadonlySet<number> = new Set([40005, 50013])

/** Whether the files may be why a message was refused: then nothing was posted, and it may be tried without them. */
export const refusesFiles = (error: unknown, { files }: Parcel): boolean =>
  files.length > 0 && error instanceof DiscordAPIError && FILE_REFUSED.has(Number(error.code))
