import { describe, expect, test } from 'vitest'
import { clean, cut, escaped, link, moment, webAddress, words } from '#src/channels/slack/mrkdwn.ts'

describe('text from outside in Slack', () => {
  test('only the three control characters are turned into entities', () => {
    expect(words('R&D <!channel> "x" *y* >', 100)).toBe('R&amp;D &lt;!channel&gt; "x" *y* &gt;')
  })

  test('characters that hide or turn text are taken out, words in any script stay', () => {
    expect(clean('a\u200Bb\u202Egnp.exe\u2066\uFEFF c\u00ADd \u{E0041}e')).toBe('abgnp.exe cd e')
    for (const text of ['한미일 정상회의', 'Вонсан', '拉夫罗夫', '石破首相が会談した']) expect(clean(text)).toBe(text)
  })

  test('line breaks and control characters become one blank, towers of accents are cut down', () => {
    expect(clean('a\r\n\t\u0000b')).toBe('a b')
    expect(clean(`a${'\u0301'.repeat(50)}`)).toBe('a\u0301\u0301\u0301')
  })

  test('a half of a surrogate pair does no harm', () => {
    expect(clean('a\uD83Db')).toBe('a\uFFFDb')
  })

  test('long text ends at a word, and its escaped form keeps to the limit', () => {
    expect(cut('one two three four', 12)).toBe('one two…')
    const shown = words('& '.repeat(1_000), 100)
    expect(shown.length).toBeLessThanOrEqual(100)
    expect(shown).toMatch(/(&amp; ?)+…$/)
    expect(cut('가나다라마바사', 4)).toBe('가나다…')
    expect(cut('😀😀😀', 4)).toBe('😀…')
    expect(escaped('&amp;')).toBe('&amp;amp;')
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://good.example@evil.example/',
    'not an address',
    '',
    `https://a.example/${'x'.repeat(2_000)}`,
  ])('%s is no address to link', (raw) => {
    expect(webAddress(raw)).toBeNull()
    expect(link(raw, 'Read', 50)).toBe('Read')
  })

  test('an address cannot end its link early', () => {
    expect(link('https://a.example/x|y>z<w?a=1&b=2', 'Read|this', 50)).toBe('<https://a.example/x%7Cy%3Ez%3Cw?a=1&amp;b=2|Read∣this>')
  })

  test('words that name another address than the one behind them are not linked', () => {
    expect(link('https://evil.example/', 'https://good.example', 50)).toBe('https://good.example')
    expect(link('https://evil.example/', 'good.example', 50)).toBe('good.example')
    expect(link('https://www.news.example/a', 'news.example', 50)).toBe('<https://www.news.example/a|news.example>')
    expect(link('https://a.example/', 'U.S. and South Korea drill', 50)).toBe('<https://a.example/|U.S. and South Korea drill>')
  })

  test('a moment is shown in the reader’s zone, with words for those who cannot', () => {
    expect(moment(Date.UTC(2025, 6, 12, 9))).toBe('<!date^1752310800^{date_short_pretty} {time}|2025-07-12 09:00 UTC>')
    expect(moment(Number.NaN)).toBe('')
  })
})
