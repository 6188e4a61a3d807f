import { expect, test } from 'vitest'
import { renderBrief as forDiscord } from '#src/channels/discord/render.ts'
import { renderPost } from '#src/channels/slack/render.ts'
import { renderBrief as forTerminal } from '#src/channels/terminal/render.ts'
import { discordMessage, slackMessage } from '#src/channels/webhook/chat.ts'
import { documentOf, fillTemplate } from '#src/channels/webhook/document.ts'
import type { Brief } from '#src/domain/brief.ts'
import { createTimes } from '#src/domain/times.ts'
import { briefCard } from '#src/web/brief-card.ts'
import { jsonFeed } from '#src/web/syndication.ts'
import { namesIn } from '#src/words/names.ts'
import { wordsIn } from '#src/words/words.ts'
import { makeBrief, makePost, makeRoute } from '../fixtures/make.ts'
import { ALIGNMENTS } from '../web/desk.ts'
import { bareContext } from './slack/open.ts'

const blocs = new Map(ALIGNMENTS.map(({ id, label }) => [id, label]))
const times = createTimes('Asia/Seoul')
const NOTICE = 'Headline and summary written by a language model and checked against the reports'

/** As long as a summary may be, so that a limit that cuts the notice, or what it speaks of, is seen. */
const LONG = `Han Duck-soo and Ishiba Shigeru spoke by telephone${' and went on'.repeat(28)} to the end.`
const worded = makeBrief({ summary: [LONG], wording: { by: 'stand-in', summary: true, headline: true } })
const post = (brief: Brief) => makePost({ brief, route: makeRoute({ platform: 'slack' }) })

const SHOWN: Readonly<Record<string, (brief: Brief) => unknown>> = {
  'on Discord': (brief) => forDiscord(brief, { mention: null, key: 'k'.repeat(25), blocs }),
  'in Slack': (brief) => renderPost(post(brief), blocs),
  'in the terminal': (brief) => forTerminal(brief, { width: 1_000, colour: false, times }),
  'by a webhook of Discord': (brief) => discordMessage(post(brief)),
  'by a webhook of Slack': (brief) => slackMessage(post(brief)),
  'by a template': (brief) => fillTemplate('{"text":"{{summary}}"}', post(brief)),
  'on the page': (brief) =>
    briefCard(
      brief,
      {
        words: wordsIn('en'),
        names: namesIn({ ...bareContext, alignments: ALIGNMENTS }),
        times,
        context: { ...bareContext, alignments: ALIGNMENTS },
        commands: [],
      },
      { level: 2, listedAt: null, alone: true },
    ).toString(),
  'in the feed': (brief) =>
    jsonFeed({ title: 't', home: 'https://bot.example/', self: 'https://bot.example/feed.json', briefs: [brief], names: () => '' }),
}

test.each(Object.entries(SHOWN))('%s a reader is told what a model wrote, and has all of it', (_, show) => {
  const text = JSON.stringify(show(worded))
    .replaceAll('\\\\', '')
    .replaceAll(/\\n|\s+/g, ' ')
  expect(text).toContain(NOTICE)
  expect(text).toContain('to the end')
  expect(JSON.stringify(show(makeBrief({ summary: [LONG] })))).not.toContain('language model')
})

test('the document of a webhook has it as data', () => {
  expect(documentOf(post(worded))).toMatchObject({ story: { wording: { by: 'stand-in', summary: true, headline: true } } })
})
