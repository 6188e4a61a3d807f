import { describe, expect, test } from 'vitest'
import { escapeMarkdown, fitLines, link, markdown, plainLine, richLine } from '#src/channels/discord/markdown.ts'

/** What Discord's mention and link patterns find in raw text. */
const found = (text: string): readonly string[] =>
  text.match(
    /@everyone|@here|<@[!&]?\d+>|<#\d+>|<\/[^>]+:\d+>|<a?:\w+:\d+>|<t:\d+|<id:\w+>|https?:\/\/|discord:\/\/|(?<!\\)\[[^\]]*\]\(/g,
  ) ?? []

describe('text from outside', () => {
  test.each([
    ['@everyone', '@\u200beveryone'],
    ['mail@here.example', 'mail@\u200bhere.example'],
    ['<@123>', '\\<\u200b@\u200b123>'],
    ['<@&123>', '\\<\u200b@\u200b&123>'],
    ['[Read](https://evil.example)', '\\[Read\\](https:\u200b//evil.example)'],
    ['**bold** _it_ ~~no~~ ||hidden||', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|hidden\\|\\|'],
    ['```js', '\\`\\`\\`js'],
    ['# Heading', '\\# Heading'],
    ['-# small', '\\-# small'],
    ['> quote', '\\> quote'],
    ['1. list', '1\\. list'],
    ['US-Japan (talks) #1', 'US-Japan (talks) #1'],
    ['한미일 3국 협력', '한미일 3국 협력'],
    ['back\\slash', 'back\\\\slash'],
  ])('%s is shown as it is, and does nothing', (text, written) => {
    expect(escapeMarkdown(text)).toBe(written)
    expect(found(written)).toEqual([])
  })

  test('letters that turn, hide or blank out what stands beside them are gone', () => {
    expect(markdown('safe\u202Egnp.exe \u2066a\u2069\u200b\u3164\u{e0041}b', 99)).toBe('safegnp.exe ab')
  })

  test('marks heaped on one letter are cut to three', () => {
    expect(markdown(`a${'\u0301'.repeat(40)}b`, 99)).toBe('a\u0301\u0301\u0301b'.normalize('NFD'))
  })

  test('a half of a letter becomes a mark of replacement, not an error', () => {
    expect(markdown('a\ud83db', 99)).toBe('a\ufffdb')
  })

  test('a long text is cut at a word, with its escapes counted', () => {
    expect(markdown('one two three four', 12)).toBe('one two…')
    expect(markdown('*one* *two* *three*', 14)).toBe('\\*one\\* \\*two…')
    expect(plainLine('한미일 외교장관 회담', 9)).toBe('한미일 외교장관…')
  })

  test('one long word is cut at a letter and never in the middle of one', () => {
    expect(markdown('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`)
    expect(markdown('😀'.repeat(50), 10)).toBe('😀😀😀😀…')
  })
})

describe('links', () => {
  test('show their label and lead to http and https only', () => {
    expect(link('TASS', 'https://tass.example/a?b=c', 200)).toBe('[TASS](https://tass.example/a?b=c)')
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not a url', ''])
      expect(link('TASS', url, 200)).toBe('TASS')
  })

  test('cannot be ended early by the address, nor by the label', () => {
    expect(link('a](https://evil.example)', 'https://x.example/a_(b)', 200)).toBe(
      '[x.example: a\\](https:\u200b//evil.example)](https://x.example/a_%28b%29)',
    )
  })

  test('with a user name that could pass for a host are no links', () => {
    expect(link('TASS', 'https://tass.com@evil.example/', 200)).toBe('TASS')
  })

  test('whose label names another host say where they lead', () => {
    expect(link('https://tass.com/real', 'https://evil.example/', 200)).toContain('[evil.example: ')
    expect(link('www.yna.co.kr', 'https://evil.example/', 200)).toContain('[evil.example: ')
    expect(link('kcna.kp', 'https://evil.example/', 200)).toContain('[evil.example: ')
    expect(link('yna.co.kr', 'https://en.yna.co.kr/view', 200)).toBe('[yna.co.kr](https://en.yna.co.kr/view)')
    expect(link('S.Korea-U.S. talks', 'https://news.example/', 200)).toBe('[S.Korea-U.S. talks](https://news.example/)')
  })

  test('that do not fit become their label', () => {
    expect(link('TASS', `https://tass.example/${'a'.repeat(300)}`, 200)).toBe('TASS')
  })
})

describe('lines', () => {
  test('keep bold, links and the spaces between runs', () => {
    const line = [{ text: 'Since ' }, { text: '2004', bold: true }, { text: ' at ' }, { text: 'the ministry', url: 'https://mid.example/' }]
    expect(richLine(line, 200)).toBe('Since **2004** at [the ministry](https://mid.example/)')
  })

  test('that do not fit are counted', () => {
    expect(fitLines(['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)], 100)).toBe(`${'a'.repeat(40)}\n${'b'.repeat(40)}\n… 1 more`)
  })
})
