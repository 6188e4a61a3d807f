import { Buffer } from 'node:buffer'
import { setTimeout as pause } from 'node:timers/promises'
import type { webApi } from '@slack/bolt'
import type { Picture } from '../../domain/command.ts'
import { ALT_TEXT } from './limits.ts'
import { clean, cut } from './mrkdwn.ts'

/** Slack works on an upload for a moment, and refuses blocks that show it before. https://github.com/slackapi/node-slack-sdk/issues/1865 */
const LOOKS_MS = [100, 200, 400, 800, 1_600] as const

/** Uploads a picture for use in blocks, shared with no channel. Gives its file id once Slack can show it; null where it does not in time. */
export async function uploadPicture(client: webApi.WebClient, picture: Picture): Promise<string | null> {
  const name = /\.png$/i.test(picture.name) ? picture.name : `${picture.name}.png`
  const uploaded = await client.filesUploadV2({
    file: Buffer.from(await picture.png()),
    filename: name,
    alt_text: cut(clean(picture.alt), ALT_TEXT),
  })
  const id = uploaded.files[0]?.files?.[0]?.id
  return id !== undefined && (await isReady(client, id)) ? id : null
}

async function isReady(client: webApi.WebClient, file: string): Promise<boolean> {
  for (const wait of LOOKS_MS) {
    const info = await client.files.info({ file })
    if (info.file?.mimetype) return true
    await pause(wait)
  }
  return false
}
