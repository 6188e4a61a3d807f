import fc from 'fast-check'
import type { Brief, BriefSource } from '#src/domain/brief.ts'
import type { Said } from '#src/domain/said.ts'
import { makeBrief, makeSource } from '../fixtures/make.ts'

/** Pieces of every markup the platforms know, of every way to turn or hide text, and of addresses that pose as others. */
const TRICKS = [
  '@everyone',
  '@here',
  '@channel',
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<@U012AB3CD>',
  '<@123456789012345678>',
  '<@&223456789012345678>',
  '<#323456789012345678>',
  '<!subteam^S012WATCH|desk>',
  '<!date^0^{date}|x>',
  '<t:0:R>',
  '</x:1>',
  '<id:home>',
  '[Read](https://evil.example/a)',
  '[x](<https://evil.example>)',
  '<https://evil.example/b|Read>',
  '<https://evil.example>',
  'https://evil.example/c',
  'http://evil.example',
  'HTTPS://EVIL.EXAMPLE',
  'evil.example',
  'www.kremlin.ru',
  'kremlin．ru',
  'www。evil。example',
  'ev\u200bil.example',
  'javascript:alert(1)',
  'mailto:a@evil.example',
  'discord.gg/evil',
  '](',
  '](https://evil.example)',
  '[',
  ')',
  '|',
  '||',
  '**',
  '__',
  '~~',
  '`',
  '```',
  '\n# ',
  '\n> ',
  '\n>>> ',
  '\n- ',
  '\n1. ',
  '\n-# ',
  '*',
  '_',
  '~',
  '\\',
  '\\\\',
  '&',
  '&lt;!channel&gt;',
  '&amp;lt;',
  '<',
  '>',
  '"',
  "'",
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  '{{headline}}',
  '$' + '{x}',
  '\u202egnp.exe',
  '\u202d',
  '\u2066',
  '\u2069',
  '\u061c',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u034f',
  '\u115f',
  '\u1160',
  '\u3164',
  '\uffa0',
  '\u2800',
  '\u{e0041}',
  '\ufff9',
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\u009b31m',
  '\r\n',
  '\n',
  '\t',
  '\u0000',
  '\u0085',
  '\u2028',
  '\ud800',
  '\udfff',
  '\u0301',
  'عربي',
  'עברית',
  '북한',
  '日米韓',
  '朝鲜',
  'КНДР',
  '😀',
  '👩‍👩‍👧',
  '🇰🇷',
  ' ',
  ' ',
  ' ',
  '__proto__',
  'constructor',
] // prettier-ignore

/** A word or two as a publisher writes them. */
const PLAIN = [
  'Lavrov',
  'arrives',
  'in',
  'Wonsan',
  'for',
  'talks',
  '러시아',
  '외무장관',
  '方朔',
  'переговоры',
  'on',
  '12',
  'July,',
  'officials',
  'say.',
]

const pieces = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TRICKS) },
    { weight: 2, arbitrary: fc.constantFrom(...PLAIN) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  ),
  { maxLength: 14 },
)

/** Text at its worst: tricks among words, now and then very long, or a tower of one character. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(pieces, fc.constantFrom(' ', '')).map(([parts, glue]) => parts.join(glue)) },
  {
    weight: 2,
    arbitrary: fc.tuple(pieces, fc.integer({ min: 2, max: 200 })).map(([parts, times]) => parts.join(' ').repeat(times).slice(0, 12_000)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('&', '<', '*', '가 ', 'x', '\u0301', '😀', '\u202e', '://', '@ '), fc.integer({ min: 300, max: 6_000 }))
      .map(([unit, times]) => unit.repeat(times)),
  },
)

const address: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'https://news.example/a',
    'http://www.tass.example/b?c=1&d=2',
    'https://news.example/x|y>z<w',
    'https://news.example/(a)_[b]',
  ),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  hostile.map((text) => `https://news.example/${text.slice(0, 3_000)}`),
  hostile,
  fc.constantFrom(
    '',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://good.example@evil.example/',
    'ftp://x.example',
    'https://user:pw@x.example/',
    `https://x.example/${'a'.repeat(3_000)}`,
  ),
)

/** Names as feeds could carry them: mostly short, so that briefs are quick to make. */
const short = hostile.map((text) => text.slice(0, 400))
const moment = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(0, 8.64e15, -1))

const source: fc.Arbitrary<BriefSource> = fc
  .record({
    outlet: short,
    country: short,
    bloc: fc.oneof(short, fc.constantFrom('us-jp-kr', 'dprk-russia', 'other')),
    language: fc.oneof(short, fc.constantFrom('en', 'ko', 'ja', 'ru', 'zh', 'x-y-z')),
    title: hostile,
    url: address,
    publishedAt: moment,
    group: fc.integer({ min: 1, max: 6 }),
    kind: fc.constantFrom('wire', 'newspaper', 'broadcaster', 'state-media', 'government', 'think-tank', 'aggregator'),
  })
  .map((changes) => ({ ...makeSource(), ...changes }) as BriefSource)

/** A few sources, or many of one kind. */
const sources = fc.oneof(
  { weight: 5, arbitrary: fc.array(source, { maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(source, fc.integer({ min: 7, max: 60 }))
      .map(([one, count]) => Array.from({ length: count }, (_, index) => ({ ...one, outlet: `${index}${one.outlet}`, group: index + 1 }))),
  },
)

/** What our templates say, filled with an attacker's outlets and headlines. */
const said: fc.Arbitrary<Said> = fc.record({
  grounds: fc.oneof(
    fc.record({ kind: fc.constant('claimed-alone' as const), outlet: hostile }),
    fc.record({ kind: fc.constant('reported' as const), outlet: hostile, outlets: fc.constantFrom(1, 3) }),
    fc.record({ kind: fc.constant('claim' as const), outlet: hostile, reports: fc.constantFrom(1, 3) }),
    fc.record({
      kind: fc.constantFrom('confirmed' as const, 'claimed' as const, 'planned' as const),
      by: fc.array(short, { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('worded' as const), text: hostile }),
  ),
  changes: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('outlets' as const), outlets: fc.array(hostile, { minLength: 1, maxLength: 5 }) }),
      fc.record({ kind: fc.constant('headline' as const), by: fc.option(hostile) }),
      fc.record({
        kind: fc.constantFrom('corrects' as const, 'withdraws' as const, 'changes' as const, 'leaves' as const),
        outlet: hostile,
      }),
      fc.record({ kind: fc.constant('merged' as const), headlines: fc.array(hostile, { minLength: 1, maxLength: 3 }) }),
    ),
    { maxLength: 3 },
  ),
  gaps: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('word' as const), of: fc.array(short, { minLength: 1, maxLength: 2 }), admits: fc.boolean() }),
      fc.record({ kind: fc.constantFrom('number' as const, 'time' as const, 'day' as const, 'place' as const) }),
    ),
    { maxLength: 3 },
  ),
})

/** A brief whose every word is from an attacker: what the pipeline would never make, and renderers must stand all the same. */
export const hostileBrief: fc.Arbitrary<Brief> = fc
  .record({
    headline: hostile,
    url: address,
    change: hostile,
    kind: fc.constantFrom('new' as const, 'update' as const, 'correction' as const),
    revision: fc.integer({ min: 1, max: 1e9 }),
    place: fc.option(hostile),
    date: fc.option(fc.oneof(short, fc.constant('2025-07-12'), fc.constant('2025-99-99'))),
    standing: fc.constantFrom('confirmed' as const, 'reported' as const, 'claimed' as const, 'alleged' as const, 'planned' as const),
    standingText: hostile,
    summary: fc.array(hostile, { maxLength: 4 }),
    original: fc.option(fc.record({ text: hostile, language: short })),
    phrase: fc.option(fc.record({ text: hostile, language: fc.constantFrom('en', 'ko', 'x'), gloss: hostile })),
    people: fc.array(hostile, { maxLength: 4 }),
    unknown: fc.array(hostile, { maxLength: 4 }),
    told: fc.option(said),
    acts: fc.array(
      hostile.map((text) => ({ ...actOf(), text })),
      { maxLength: 4 },
    ),
    sources,
    independentSources: fc.integer({ min: 0, max: 99 }),
    silentBlocs: fc.array(fc.oneof(short, fc.constant('us-jp-kr')), { maxLength: 5 }),
    thread: fc.option(
      fc.record({ label: hostile, earlier: fc.array(fc.record({ storyId: short, headline: hostile, at: moment }), { maxLength: 6 }) }),
    ),
    alignments: fc.array(
      fc.record({
        id: short,
        label: short,
        colour: fc.oneof(fc.constant('#2a6fdb'), short),
        rule: fc.option(short),
        score: fc.constant(1),
      }),
      { maxLength: 6 },
    ),
    importance: fc.constantFrom(0, 0.3, 0.5, 0.9, 1),
    updatedAt: fc.integer({ min: 0, max: 4e12 }),
    merged: fc.constantFrom(null, null, null, null, null, null, null, 'abcdefghij'),
  })
  .map(({ merged, told, ...changes }) =>
    makeBrief({ ...changes, ...(told === null ? {} : { said: told }), ...(merged === null ? {} : { mergedInto: merged }) }),
  )

function actOf(): Brief['acts'][number] {
  const [act] = makeBrief().acts
  if (act === undefined) throw new Error('the sample brief has no act')
  return act
}

/** Words of which a text is made that must be cut between them, in scripts with spaces. */
export const WORDS = [
  'Lavrov',
  'Wonsan',
  'переговоры',
  'министр',
  '외무장관이',
  '원산에서',
  'announced',
  'cooperation',
  'Kursk',
  'delegation',
]
const prose = fc.array(fc.constantFrom(...WORDS), { minLength: 150, maxLength: 500 }).map((all) => all.join(' '))

/** A brief of plain but far too long words, whose every cut is to be at one's end. */
export const longBrief: fc.Arbitrary<Brief> = fc.tuple(prose, prose, prose).map(([a, b, c]) =>
  makeBrief({
    headline: a,
    change: b,
    revision: 2,
    place: c,
    standingText: a,
    summary: [b, c],
    original: { text: c, language: 'ru' },
    phrase: { text: b, language: 'ko', gloss: a },
    people: [a],
    unknown: [b],
    acts: [{ ...actOf(), text: c }],
    sources: Array.from({ length: 9 }, (_, index) => ({
      ...makeSource(),
      outlet: a.slice(a.indexOf(' ', index * 20) + 1),
      title: b,
      group: index,
    })),
    thread: { label: a, earlier: [{ storyId: 'x', headline: b, at: 0 }] },
  }),
)
