import { expect, test } from 'vitest'
import { renderDigest as forTerminal } from '#src/channels/terminal/digest.ts'
import { digestDocument, discordDigest, slackDigest } from '#src/channels/webhook/digest.ts'
import { createChartMaker } from '#src/charts/maker.ts'
import { createTimes } from '#src/domain/times.ts'
import { digestCard } from '#src/web/digest-card.ts'
import { namesIn } from '#src/words/names.ts'
import { wordsIn } from '#src/words/words.ts'
import { makeAlert, makeUnusual } from '../fixtures/alert.ts'
import { makePost, makeVisitBrief } from '../fixtures/make.ts'
import { bareContext } from './slack/open.ts'

const brief = makeAlert([makeVisitBrief()])
const FINDING = '14 stories in seven days; 2 to 5 a week are usual.'
const headline = makeVisitBrief().headline.slice(0, 20)

test('the terminal tells an alert in words: how many, what was usual, how rare, and the stories', () => {
  const said = forTerminal(brief, { width: 90, colour: false, times: createTimes('UTC') }).join('\n')
  expect(said).toContain('Unusual activity: North Korea–Russia')
  expect(said).toContain(FINDING)
  expect(said).toContain('about once in 2500 weeks')
  expect(said).toContain(headline)
})

test('a webhook’s document has the figures, and the messages for chats the words', () => {
  const post = makePost({ brief })
  expect(digestDocument(post, brief)).toMatchObject({
    type: 'digest',
    id: post.key,
    digest: {
      kind: 'unusual',
      title: 'Unusual activity: North Korea–Russia',
      unusual: { count: 14, usual: { low: 2, high: 5 }, weeks: 26, chance: 0.0004, until: new Date(makeUnusual().until).toISOString() },
    },
  })
  expect(JSON.stringify(discordDigest(brief))).toContain('14 stories in seven days')
  expect(JSON.stringify(slackDigest(brief))).toContain(FINDING)
})

const context = { ...bareContext, charts: createChartMaker() }
const needs = { words: wordsIn('en'), names: namesIn(context), times: createTimes('UTC'), context, commands: [] }

test('the page shows an alert with its picture, its words and its figures', async () => {
  const card = String(await digestCard(brief, needs))
  expect(card).toContain(FINDING)
  expect(card).toMatch(/<img src="data:image\/svg\+xml;base64,[\w+/=]+" alt="Bar chart of stories in seven days\./)
  expect(card).toContain('<th scope="col">Stories</th>')
  expect(card).toContain(headline)
})
