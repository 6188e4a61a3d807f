import { describe, expect, test } from 'vitest'
import { renderBrief as forDiscord } from '#src/channels/discord/render.ts'
import { renderPost } from '#src/channels/slack/render.ts'
import type { Brief } from '#src/domain/brief.ts'
import { wordsOf } from '../channels/discord/reading.ts'
import { makePost } from '../fixtures/make.ts'
import type { Message } from '../stand-ins/discord/world.ts'
import { readMessage } from '../stand-ins/slack/reader.ts'
import { PICTURED } from './briefs.ts'
import { messageHtml } from './discord.ts'
import { slackHtml } from './slack.ts'

const briefs = new Map(PICTURED)
const brief = (name: string): Brief => {
  const found = briefs.get(name)
  if (found === undefined) throw new Error(`there is no picture of ${name}`)
  return found
}

/** What a reader sees of HTML, its spaces aside. */
const bare = (text: string): string => text.replace(/\s+/g, '')
const seen = (html: string): string =>
  bare(
    html
      .replace(/(?:author-name|embed-title|field-title)="([^"]*)"/g, '>$1<')
      .replace(/<[^>]*>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll('\u200b', ''),
  )

describe('the five pictured briefs', () => {
  test('are what they are said to be', () => {
    expect(brief('single-source')).toMatchObject({ standing: 'claimed', independentSources: 1 })
    expect(new Set(brief('many-outlets').sources.map(({ language }) => language)).size).toBe(5)
    expect(brief('correction')).toMatchObject({ kind: 'correction' })
    expect(brief('correction').change).not.toBe('')
    expect(brief('merged').mergedInto).toBe(brief('many-outlets').storyId)
    expect(brief('both-alignments').alignments).toHaveLength(2)
    expect(brief('both-alignments').original?.language).toBe('ru')
  })

  test.each(PICTURED)('%s: no word of the message is missing in its picture', (_name, one) => {
    const payload = forDiscord(one, { mention: null, key: '0'.repeat(25), blocs: new Map() })
    const shown = seen(messageHtml(payload, false))
    for (const line of wordsOf(payload as unknown as Message).split('\n'))
      if (!line.includes('<t:')) expect(shown).toContain(bare(line.replaceAll('**', '')))
    const message = renderPost(makePost({ brief: one }))
    const inSlack = seen(slackHtml(message))
    const { text } = readMessage({ text: message.text, blocks: message.blocks as unknown as Record<string, unknown>[] })
    for (const line of text.split('\n'))
      if (!/\d{4}-\d\d-\d\d|[🔴🟠🟡🟢🔵🟣⚫✅📰💬❔📅]|^\*.*\*$/u.test(line)) expect(inSlack).toContain(bare(line.replaceAll('*', '')))
  })
})
