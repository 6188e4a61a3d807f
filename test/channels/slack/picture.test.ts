import { afterEach, describe, expect, test } from 'vitest'
import { type Command, type Picture, textReply } from '#src/domain/command.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import { type Opened, openBoth } from './open.ts'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])
const chart: Picture = { name: 'mentions', alt: 'Mentions by week: 3, 5, 2', svg: '<svg/>', png: async () => PNG }
const actor: Command = { name: 'actor', description: 'Who?', options: [], run: async () => ({ ...textReply('a card'), picture: chart }) }

describe('a picture in an answer', () => {
  let opened: Opened
  const ask = async () => {
    await opened.channel.ready
    return opened.slack.user.types('/actor').answer()
  }
  afterEach(() => opened.close())

  test('is uploaded, shared with no channel, and shown with its description once Slack has worked on it', async () => {
    opened = await openBoth({ commands: [actor] })
    opened.slack.workspace.fileReadyMs = 250
    const answer = await ask()
    const [file] = [...opened.slack.workspace.files.values()]
    expect(file).toMatchObject({ name: 'mentions.png', altText: chart.alt })
    expect([...(file?.bytes ?? [])]).toEqual([...PNG])
    expect(answer.blocks).toContainEqual({ type: 'image', slack_file: { id: file?.id }, alt_text: chart.alt })
    expect(opened.slack.workspace.channel('C0ALERTS').messages).toEqual([])
  })

  test('that cannot be uploaded is told in words, and the answer still comes', async () => {
    opened = await openBoth({ commands: [actor] })
    opened.slack.workspace.scopes.delete('files:write')
    const seen = readMessage(await ask())
    expect(seen.text).toContain('a card')
    expect(seen.text).toContain(chart.alt)
    expect(opened.log.lines.map((line) => line.message)).toContain('a picture could not be uploaded; its description is shown instead')
  })
})
