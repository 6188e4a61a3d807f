import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createChartMaker } from '#src/charts/maker.ts'
import type { Post } from '#src/domain/delivery.ts'
import { makeAlert } from '../../fixtures/alert.ts'
import { makePost, makeRoute, makeVisitBrief } from '../../fixtures/make.ts'
import { contextOf, type Desk, openDesk } from './setup.ts'

const quiet = (): AbortSignal => new AbortController().signal
const FORUM = 15
const MESSAGES = /\/messages(\/\d+)?$/

describe('an alert on Discord', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await openDesk({ context: { ...contextOf(Date.now), charts: createChartMaker() }, answerMs: 3_000 })
  })
  afterEach(() => desk.close())

  const post = (changes: Partial<Post> = {}): Post =>
    makePost({ route: makeRoute({ channel: desk.place.id }), brief: makeAlert([makeVisitBrief()], desk.discord.clock.now()), ...changes })
  const attached = () => desk.place.messages.map(({ attachments }) => attachments)

  test('shows its picture as a file in its embed, with what it shows in words, and the stories behind it', async () => {
    expect((await desk.channel.send(post(), quiet())).kind).toBe('sent')
    const [message] = desk.place.messages
    const [file] = message?.attachments ?? []
    expect(file).toMatchObject({ filename: 'unusual-alignment-dprk-russia.png', content_type: 'image/png' })
    expect(file).toMatchObject({ description: expect.stringContaining('14 stories in seven days; 2 to 5 a week are usual.') })
    const [embed] = message?.embeds ?? []
    expect(embed).toMatchObject({ title: 'Unusual activity: North Korea–Russia', color: 0xd55e00, image: { url: file?.url } })
    expect(String(embed?.description)).toContain('14 stories in seven days; 2 to 5 a week are usual.')
    expect(String(embed?.description)).toContain(makeVisitBrief().headline.slice(0, 20))
  })

  test('shows it in the language of its route', async () => {
    const route = makeRoute({ channel: desk.place.id, language: 'ja' })
    expect((await desk.channel.send(post({ route }), quiet())).kind).toBe('sent')
    const [file] = desk.place.messages[0]?.attachments ?? []
    expect(file).toMatchObject({ description: expect.stringContaining('7日間にニュース14件、通常は週2〜5件。') })
  })

  test('goes out in words where the bot may attach no files', async () => {
    desk.place.denied.add('ATTACH_FILES')
    expect((await desk.channel.send(post(), quiet())).kind).toBe('sent')
    expect(attached()).toEqual([[]])
    expect(desk.place.messages[0]?.embeds[0]).not.toHaveProperty('image')
    expect(desk.log.lines.map(({ message }) => message)).toContain('Discord refused a picture: give the bot Attach Files there')
  })

  test('is found again where its answer was lost, and stands there once', async () => {
    desk.discord.faults.add({ method: 'POST', path: MESSAGES, fault: { kind: 'lost', how: 'drop' } })
    const alert = post()
    expect((await desk.channel.send(alert, quiet())).kind).toBe('unknown')
    expect(await desk.channel.reconcile(alert, quiet())).toMatchObject({ kind: 'sent' })
    expect((await desk.channel.send(alert, quiet())).kind).toBe('sent')
    expect(desk.place.messages).toHaveLength(1)
  })

  test('opens a thread with its picture in a forum', async () => {
    const forum = desk.discord.addChannel(desk.guild, 'stories', FORUM)
    expect((await desk.channel.send(post({ route: makeRoute({ channel: forum.id }) }), quiet())).kind).toBe('sent')
    const thread = [...desk.guild.channels.values()].find(({ parentId }) => parentId === forum.id)
    expect(thread?.messages[0]?.attachments).toHaveLength(1)
  })
})
