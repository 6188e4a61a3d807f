import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CDATA, EMPTY_TAG, END_TAG, IRREGULAR, type Marks, OVER, RegularScan, START_TAG, scanRest, TEXT } from '#src/feeds/scan.ts'

/** Marks that note what they are told, one line each. */
function noting(lines: string[]): Marks {
  const note =
    (name: string) =>
    (...places: readonly (number | boolean)[]) =>
      void lines.push(`${name} ${places.join(' ')}`)
  return {
    text: note('text'),
    cdata: note('cdata'),
    tagName: note('tag'),
    attribute: note('attribute'),
    tagEnd: note('end'),
    close: note('close'),
  }
}

/** What the quick scan tells, with htmlparser2 for the rest. */
function quickly(text: string, xmlMode: boolean): readonly string[] {
  const lines: string[] = []
  const marks = noting(lines)
  const scan = new RegularScan(text, xmlMode)
  for (;;) {
    const kind = scan.next()
    const { start, end, at, attributes } = scan
    if (kind === OVER) return lines
    if (kind === IRREGULAR) {
      scanRest(text, at, xmlMode, marks)
      return lines
    }
    if (kind === TEXT) marks.text(start, end)
    if (kind === CDATA) marks.cdata(start, end)
    if (kind === END_TAG) marks.close(start, end, at)
    if (kind !== START_TAG && kind !== EMPTY_TAG) continue
    marks.tagName(start, end)
    for (let i = 0; i < attributes.length; i += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = attributes.slice(i, i + 4)
      marks.attribute(a, b, c, d)
    }
    marks.tagEnd(at, kind === EMPTY_TAG)
  }
}

/** What htmlparser2 tells of all of it. */
function byHtmlparser2(text: string, xmlMode: boolean): readonly string[] {
  const lines: string[] = []
  scanRest(text, 0, xmlMode, noting(lines))
  return lines
}

/** Pieces of markup, regular and not, that are put together in any order. */
const PIECES = [
  ...[
    '<item>',
    '</item>',
    '<p class="a b">',
    "<a href='x>y'>",
    '</p >',
    '<br/>',
    '<br />',
    '<img src="1"alt="2">',
    '<a\n b="c"\t>',
    '</a b="c">',
  ],
  ...['<![CDATA[', ']]>', ']]]>', '<!--', '-->', '--!>', '<!-->', '<!--->', '<?xml version="1.0"?>', '<?', '?>', '<!DOCTYPE x>', '<!', '>'],
  ...[
    '<script>',
    '</script>',
    '<title>',
    '</title>',
    '<STYLE>',
    '<textarea/>',
    '<plaintext>',
    '<svg:p>',
    '<x a>',
    '<x a=b>',
    '<x a = "b">',
  ],
  ...[
    '<',
    '</',
    '</>',
    '< a>',
    '<1>',
    '<한국>',
    '</한국>',
    '"',
    "'",
    '=',
    '/',
    'a',
    ' ',
    '\n',
    '&amp;',
    '<x a="',
    '<x /a="b">',
    '\u0000',
    '\ud800',
  ],
]

const RUNS = Number(process.env.FUZZ_RUNS ?? 1_000)

describe('the quick scan', () => {
  test('tells exactly what htmlparser2 tells, of any pieces put together in any way', () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 30 })
    fc.assert(
      fc.property(pieces, fc.boolean(), (list, xmlMode) => {
        const text = list.join('')
        expect(quickly(text, xmlMode)).toEqual(byHtmlparser2(text, xmlMode))
      }),
      { numRuns: RUNS * 5 },
    )
  }, 600_000)

  test('tells of tags, attributes and sections by their places', () => {
    expect(quickly('<a b="c">d<![CDATA[e]]></a >', true)).toEqual([
      'tag 1 2',
      'attribute 3 4 6 7',
      'end 9 false',
      'text 9 10',
      'cdata 19 20',
      'close 25 26 28',
    ])
  })
})
