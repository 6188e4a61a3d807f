import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createChartMaker } from '#src/charts/maker.ts'
import { makeAlert } from '../../fixtures/alert.ts'
import { makePost, makeRoute, makeVisitBrief } from '../../fixtures/make.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import { bareContext, type Opened, openBoth } from './open.ts'

const post = makePost({
  route: makeRoute({ id: 'slack-alerts', platform: 'slack', channel: 'C0ALERTS' }),
  brief: makeAlert([makeVisitBrief()]),
})
const quiet = () => new AbortController().signal

describe('an alert on Slack', () => {
  let opened: Opened
  beforeEach(async () => {
    opened = await openBoth({ slack: { context: { ...bareContext, charts: createChartMaker() } } })
  })
  afterEach(() => opened.close())
  const messages = () => opened.slack.workspace.channel('C0ALERTS').messages

  test('shows its picture as an uploaded file, with what it shows in words, and the stories behind it', async () => {
    expect((await opened.channel.send(post, quiet())).kind).toBe('sent')
    const [message] = messages()
    if (message === undefined) throw new Error('no message')
    const image = message.blocks.find((block) => block.type === 'image')
    expect(image).toMatchObject({ alt_text: expect.stringContaining('14 stories in seven days; 2 to 5 a week are usual.') })
    const [file] = [...opened.slack.workspace.files.values()]
    expect(image).toMatchObject({ slack_file: { id: file?.id } })
    expect(file?.name).toBe('unusual-alignment-dprk-russia.png')
    expect(readMessage(message).text).toContain(makeVisitBrief().headline.slice(0, 20))
    expect(message.metadata?.event_payload.key).toBe(post.key)
  })

  test('goes out in words where the picture cannot be uploaded', async () => {
    opened.slack.faults.add('files.getUploadURLExternal', { kind: 'error', error: 'missing_scope' })
    expect((await opened.channel.send(post, quiet())).kind).toBe('sent')
    const [message] = messages()
    expect(message?.blocks.some((block) => block.type === 'image')).toBe(false)
    expect(JSON.stringify(message?.blocks)).toContain('Bar chart of stories in seven days.')
    expect(messages()).toHaveLength(1)
  })
})
