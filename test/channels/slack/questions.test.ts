import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '#src/commands/index.ts'
import { assessment, briefs, contextOver, item, NOW } from '../../commands/sample.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import { buttonsOf, type Shown } from '../../stand-ins/slack/user.ts'
import { type Opened, openBoth } from './open.ts'

const title = 'Lavrov visits Wonsan'
const found = assessment(title, [{ text: 'the two are named together', weight: 8 }], ['sergey-lavrov'])
const context = contextOver(briefs, [{ item: item('i1', title, NOW - 86_400_000), assessment: found, storyId: 'a1b2c3d4' }])

describe('the bot’s own commands, asked in Slack', () => {
  let opened: Opened
  const text = (shown: Shown): string => readMessage(shown).text
  const ask = async (line: string): Promise<Shown> => opened.slack.user.types(line).answer()

  beforeEach(async () => {
    opened = await openBoth({ commands, slack: { context, timeoutMs: 5_000 } })
    await opened.channel.ready
  })
  afterEach(() => opened.close())

  test.each(['lavrov', '라브로프', 'Лавров', 'Lavrow', 'Sergei Lavrov'])('/actor %s shows the card of Sergey Lavrov', async (name) => {
    const card = await ask(`/actor ${name}`)
    expect(text(card)).toContain('Sergey Lavrov')
    expect(text(card)).toContain('Minister of Foreign Affairs')
    expect(readMessage(card).links).toContainEqual({ label: briefs[0]?.headline, url: briefs[0]?.url })
  })

  test('the card’s chart is a PNG that Slack holds, with words for those who cannot see it', async () => {
    const card = await ask('/actor lavrov')
    const [file] = [...opened.slack.workspace.files.values()]
    expect([...(file?.bytes ?? []).slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
    expect(card.blocks).toContainEqual(expect.objectContaining({ type: 'image', slack_file: { id: file?.id } }))
    expect(text(card)).toContain('one report on North Korea–Russia in 26 weeks')
  })

  test('an ambiguous name gives a button for each candidate, and a button gives the card', async () => {
    const which = await ask('/actor Kim')
    const labels = buttonsOf(which.blocks).map((button) => (button.text as { text: string }).text)
    expect(labels.length).toBeGreaterThan(1)
    const at = labels.findIndex((label) => label.includes('Kim Jong Un'))
    const card = await opened.slack.user.presses(`ask-${at}`, which).answer()
    expect(text(card)).toContain('Kim Jong Un')
    expect(card.ephemeral).toBe(false)
  })

  test('an unknown name is told to the asker alone, with the search as it is typed in Slack', async () => {
    const answer = await ask('/actor Zzyzx Qwfp')
    expect(answer.ephemeral).toBe(true)
    expect(text(answer)).toMatch(/watched/)
    expect(text(answer)).not.toMatch(/(^|\s)\/search/)
  })

  test('/latest, /watch search and /why answer with the stories, each with its own way to ask why', async () => {
    const latest = await ask('/latest dprk-russia')
    expect(text(latest)).toContain('Shoigu visits Pyongyang for talks')
    expect(text(latest)).not.toContain('Han and Ishiba')
    const sections = latest.blocks.filter((block) => 'accessory' in block)
    expect(sections).toHaveLength(2)
    const [first] = sections
    const asked = opened.slack.user.presses('why', { blocks: first === undefined ? [] : [first] })
    const why = await asked.answer()
    expect(why.ephemeral).toBe(true)
    expect(text(why)).toContain('Lavrov visits Wonsan')
    expect(text(await ask('/watch search Wonsan'))).toContain('Lavrov visits Wonsan')
    expect(text(await ask('/why a1b2c3d4'))).toContain('Lavrov visits Wonsan')
  })

  test('/watch help says how each command is typed in Slack', async () => {
    const help = text(await ask('/watch help'))
    expect(help).toContain('/watch search [query]')
    expect(help).toContain('/actor NAME')
  })
})
