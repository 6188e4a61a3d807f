import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Channel, Post, Receipt, Route, SendResult } from '#src/domain/delivery.ts'
import { pointerTo } from '#src/stories/merged.ts'
import { makeBrief, makeDigest, makePost, makeSource, makeVisitBrief } from '../fixtures/make.ts'

/** A message as the platform keeps it and shows it to a reader. */
export type ShownMessage = {
  readonly id: string
  readonly channel: string
  /** Every word a reader sees, links' labels included, addresses not. */
  readonly text: string
  /** Whom or what the platform notified because of it (ids or words like `everyone`); empty for nobody. */
  readonly pings: readonly string[]
  /** Addresses a reader can follow, with the words that stand for them. */
  readonly links: readonly { readonly label: string; readonly url: string }[]
}

/**
 * How the platform treats the next request that posts or edits; after it, the platform is well again.
 * `rate-limited`: 429 for a minute. `server-error`: 5xx, nothing stored. `dropped`: the connection ends before anything is
 * stored. `answer-lost`: stored, but no usable answer comes. `no-permission`: the bot may not write there. `channel-gone`: the
 * channel is no longer there. `unauthorised`: the token is refused.
 */
export const FAULTS = ['rate-limited', 'server-error', 'dropped', 'answer-lost', 'no-permission', 'channel-gone', 'unauthorised'] as const
export type Fault = (typeof FAULTS)[number]

export const RATE_LIMIT_MS = 60_000

/** A channel with the platform (or its stand-in) behind it, as a test may look at it and disturb it. */
export interface ChannelHarness {
  readonly channel: Channel
  /** A route of that channel to a place the bot may write to; mentions nobody. */
  readonly route: Route
  /** What a reader of the route's channel sees now, oldest first. */
  messages(): Promise<readonly ShownMessage[]>
  fail(next: Fault): Promise<void> | void
  /** Takes the message away, as a moderator would. Only for platforms where that can be. */
  remove?(receipt: Receipt): Promise<void> | void
  /** Closes the channel and all that `open` opened. */
  close(): Promise<void>
}

/** What this platform can do at all; what it cannot is not tested. */
export type ChannelAbilities = {
  /** A later revision replaces the words of the earlier post. */
  readonly edits: boolean
  /** A second post with the same key shows nothing new (Discord's nonce; a local table). */
  readonly postsKeyOnce: boolean
  /** The fate of a post can be looked up. */
  readonly reconciles: boolean
  readonly faults: readonly Fault[]
}

/** Feed text at its worst, in every markup the platforms know. */
export const HOSTILE =
  '@everyone @here <!channel> <!here> <@U012AB3CD> <@123456789012345678> <@&223456789012345678> <#323456789012345678> ' +
  '[Read](https://evil.example/a) <https://evil.example/b|Read> ||hidden|| `code` **bold** </script><script>alert(1)</script> ' +
  '<img src=x onerror=alert(1)> \u202Egnp.exe'

const quiet = (): AbortSignal => new AbortController().signal

function sent(result: SendResult | null): Receipt {
  if (result?.kind !== 'sent') throw new Error(`expected it to be sent, got ${JSON.stringify(result)}`)
  return result.receipt
}

/** The behaviour every channel adapter shows. `open` is called for each test and must give an empty channel. */
export function testChannel(name: string, open: () => Promise<ChannelHarness>, abilities: ChannelAbilities): void {
  describe(`${name} as a channel`, () => {
    let harness: ChannelHarness
    const post = (changes: Partial<Post> = {}): Post => makePost({ route: harness.route, ...changes })
    const send = (of: Post): Promise<SendResult> => harness.channel.send(of, quiet())
    /** Sends until it is sent, looking up what is unknown first, as the deliverer does. */
    const sendAtLast = async (of: Post): Promise<Receipt> => {
      const first = await send(of)
      const known = first.kind === 'unknown' ? await harness.channel.reconcile(of, quiet()) : first
      return sent(known === null || known.kind === 'retry' ? await send(of) : known)
    }

    beforeEach(async () => {
      harness = await open()
    })
    afterEach(() => harness.close())

    testPosting()
    testHostile()
    testDigests()
    if (abilities.edits) testEdits()
    if (abilities.reconciles) testReconcile()
    testFaults()

    function testPosting(): void {
      test('a post gives a receipt and shows headline, outlet and standing', async () => {
        const receipt = sent(await send(post()))
        const shown = await harness.messages()
        expect(shown).toHaveLength(1)
        expect(receipt.messageId).toBe(shown[0]?.id)
        expect(receipt.channel).not.toBe('')
        for (const words of ['Acting President Han and Prime Minister Ishiba', 'Yonhap', 'US–Japan–South Korea']) {
          expect(shown[0]?.text).toContain(words)
        }
        expect(shown[0]?.pings).toEqual([])
      })

      test('two stories make two messages, in the order they were sent', async () => {
        const ids = [sent(await send(post())).messageId, sent(await send(post({ brief: makeVisitBrief() }))).messageId]
        expect((await harness.messages()).map((message) => message.id)).toEqual(ids)
      })

      test('a send that is told to stop beforehand posts nothing and may be tried again', async () => {
        const result = await harness.channel.send(post(), AbortSignal.abort())
        expect(result.kind).toBe('retry')
        expect(await harness.messages()).toHaveLength(0)
      })

      if (abilities.postsKeyOnce) {
        test('the same key sent twice shows one message', async () => {
          const first = sent(await send(post()))
          const second = sent(await send(post()))
          expect(second.messageId).toBe(first.messageId)
          expect(await harness.messages()).toHaveLength(1)
        })
      }
    }

    function testHostile(): void {
      test('text from a feed pings nobody and hides no link, wherever in the brief it stands', async () => {
        const source = { ...makeSource(), outlet: HOSTILE, title: HOSTILE }
        const brief = makeBrief({
          headline: HOSTILE,
          original: { text: HOSTILE, language: 'ru' },
          summary: [HOSTILE],
          place: HOSTILE,
          change: HOSTILE,
          standingText: HOSTILE,
          sources: [source],
          thread: { label: HOSTILE, earlier: [{ storyId: 'a1', headline: HOSTILE, at: 0 }] },
        })
        sent(await send(post({ brief })))
        const [message] = await harness.messages()
        expect(message?.pings).toEqual([])
        expect(message?.links.filter((link) => link.url.includes('evil.example') && !link.label.includes('evil.example'))).toEqual([])
        expect(message?.text).toContain('alert(1)')
      })

      test('an address that is not http or https is never a link', async () => {
        const url = 'javascript:alert(1)'
        const brief = makeBrief({ url, sources: [{ ...makeSource(), url }] })
        sent(await send(post({ brief })))
        expect((await harness.messages())[0]?.links.filter((link) => !/^https?:/.test(link.url))).toEqual([])
      })

      test('a brief longer than any limit is cut, not refused', async () => {
        const long = '가나다 '.repeat(3_000)
        const sources = Array.from({ length: 200 }, (_, index) => ({
          ...makeSource(),
          outlet: `Outlet ${index} ${'x'.repeat(60)}`,
          group: index,
        }))
        const brief = makeBrief({ headline: long, original: { text: long, language: 'ko' }, summary: [long], change: long, sources })
        sent(await send(post({ brief })))
        expect(await harness.messages()).toHaveLength(1)
      })

      test('a brief with nothing optional in it is still posted', async () => {
        const bare = makeBrief({ url: '', acts: [], place: null, date: null, summary: [], sources: [], actors: [], standingText: '' })
        sent(await send(post({ brief: bare })))
        expect(await harness.messages()).toHaveLength(1)
      })
    }

    function testDigests(): void {
      test('a digest is one message with every story in it', async () => {
        sent(await send(post({ brief: makeDigest([makeBrief(), makeVisitBrief()]) })))
        const shown = await harness.messages()
        expect(shown).toHaveLength(1)
        for (const words of ['2 stories', 'Acting President Han', 'Lavrov arrives', 'North Korea–Russia'])
          expect(shown[0]?.text).toContain(words)
      })

      test('a digest of nothing says so, and which feeds were down', async () => {
        sent(await send(post({ brief: makeDigest([], { feeds: { total: 9, down: ['Sample Wire'] } }) })))
        const text = (await harness.messages())[0]?.text ?? ''
        expect(text).toContain('Nothing new about')
        expect(text).toContain('Sample Wire')
      })

      test('a digest of far too many hostile stories is cut, not refused; it pings nobody and hides no link', async () => {
        const briefs = Array.from({ length: 200 }, (_, index) =>
          makeBrief({
            storyId: `s${index}`,
            headline: `${HOSTILE} ${'가나다 '.repeat(80)}`,
            standingText: HOSTILE,
            url: `https://evil.example/${index}`,
          }),
        )
        sent(await send(post({ brief: makeDigest(briefs) })))
        const [message] = await harness.messages()
        expect(message?.pings).toEqual([])
        expect(message?.text).toContain('everyone')
      })

      if (abilities.reconciles) {
        test('a digest that is there is found', async () => {
          const digest = post({ brief: makeDigest([makeBrief()]) })
          const receipt = sent(await send(digest))
          expect(sent(await harness.channel.reconcile(digest, quiet())).messageId).toBe(receipt.messageId)
        })
      }
    }

    function testEdits(): void {
      const second = () => makeBrief({ revision: 2, change: 'NHK reports it too', headline: 'Han and Ishiba agree to keep in touch' })

      test('a later revision edits the post it is given', async () => {
        const previous = sent(await send(post()))
        const receipt = sent(await send(post({ brief: second(), previous })))
        const shown = await harness.messages()
        expect(shown).toHaveLength(1)
        expect(receipt.messageId).toBe(previous.messageId)
        expect(shown[0]?.text).toContain('agree to keep in touch')
        expect(shown[0]?.text).not.toContain('Acting President Han and Prime Minister Ishiba speak')
      })

      test('the pointer of a story that became another one takes the place of its post, and is short', async () => {
        const survivor = makeVisitBrief()
        const previous = sent(await send(post()))
        const [before] = await harness.messages()
        sent(await send(post({ brief: pointerTo(survivor, makeBrief()), previous })))
        const shown = await harness.messages()
        expect(shown).toHaveLength(1)
        expect(shown[0]?.text).toContain(`Merged into: ${survivor.headline}`)
        expect(shown[0]?.links.map(({ url }) => url)).toContain(survivor.url)
        expect(shown[0]?.text).not.toContain('spoke by telephone')
        expect(shown[0]?.text.length).toBeLessThan(before?.text.length ?? 0)
      })

      test('an edit made twice leaves one message', async () => {
        const previous = sent(await send(post()))
        const update = post({ brief: second(), previous })
        sent(await send(update))
        sent(await send(update))
        expect(await harness.messages()).toHaveLength(1)
      })

      test('a post that was taken away in the channel is not posted again, and the reason says so', async () => {
        const previous = sent(await send(post()))
        if (harness.remove === undefined) return
        await harness.remove(previous)
        const result = await send(post({ brief: second(), previous }))
        expect(result).toMatchObject({ kind: 'rejected', scope: 'delivery', reason: expect.stringContaining('it is not posted again') })
        expect(await harness.messages()).toHaveLength(0)
      })
    }

    function testReconcile(): void {
      test('a post that is there is found', async () => {
        const receipt = sent(await send(post()))
        expect(sent(await harness.channel.reconcile(post(), quiet())).messageId).toBe(receipt.messageId)
        expect(await harness.messages()).toHaveLength(1)
      })

      test('a post that never came is not found, and looking posts nothing', async () => {
        sent(await send(post({ brief: makeVisitBrief() })))
        expect(await harness.channel.reconcile(post(), quiet())).toBeNull()
        expect(await harness.messages()).toHaveLength(1)
      })
    }

    function testFaults(): void {
      const can = (fault: Fault): boolean => abilities.faults.includes(fault)

      test.runIf(can('rate-limited'))('a limit of a minute gives a retry that names the wait, and posts nothing', async () => {
        await harness.fail('rate-limited')
        const result = await send(post())
        expect(result).toMatchObject({ kind: 'retry' })
        if (result.kind === 'retry') expect(result.afterMs).toBeGreaterThanOrEqual(RATE_LIMIT_MS * 0.9)
        expect(await harness.messages()).toHaveLength(0)
      })

      test.runIf(can('server-error'))('a server error ends in exactly one message once the platform is well', async () => {
        await harness.fail('server-error')
        await sendAtLast(post())
        expect(await harness.messages()).toHaveLength(1)
      })

      test.runIf(can('dropped'))('a connection cut before anything was stored ends in exactly one message', async () => {
        await harness.fail('dropped')
        await sendAtLast(post())
        expect(await harness.messages()).toHaveLength(1)
      })

      test.runIf(can('answer-lost'))('an answer lost after storing ends in exactly one message, and its receipt is known', async () => {
        await harness.fail('answer-lost')
        const receipt = await sendAtLast(post())
        const shown = await harness.messages()
        expect(shown).toHaveLength(1)
        expect(receipt.messageId).toBe(shown[0]?.id)
      })

      test.runIf(can('answer-lost') && abilities.edits)('an edit whose answer was lost ends in the new words, once', async () => {
        const previous = sent(await send(post()))
        await harness.fail('answer-lost')
        await sendAtLast(post({ brief: makeBrief({ revision: 2, headline: 'Han and Ishiba agree to keep in touch' }), previous }))
        const shown = await harness.messages()
        expect(shown).toHaveLength(1)
        expect(shown[0]?.text).toContain('agree to keep in touch')
      })

      const refusals = { 'no-permission': 'route', 'channel-gone': 'route', unauthorised: 'platform' } as const
      for (const [fault, scope] of Object.entries(refusals) as [keyof typeof refusals, 'route' | 'platform'][]) {
        test.runIf(can(fault))(`${fault} is rejected for the whole ${scope}, with a reason in words`, async () => {
          await harness.fail(fault)
          const result = await send(post())
          expect(result).toMatchObject({ kind: 'rejected', scope })
          if (result.kind === 'rejected') expect(result.reason.length).toBeGreaterThan(10)
          expect(await harness.messages()).toHaveLength(0)
        })
      }
    }
  })
}
