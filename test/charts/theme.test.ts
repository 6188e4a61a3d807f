import { describe, expect, test } from 'vitest'
import { STYLE } from '#src/charts/style.ts'
import { inDark, themed, withDark } from '#src/charts/theme.ts'
import { SAMPLES } from './samples.ts'

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const DARK = inDark(STYLE.paper)

describe('the two themes', () => {
  test.each([STYLE.ink, STYLE.soft, STYLE.cooperation.deed, STYLE.conflict.deed, '#0072b2', '#d55e00', '#000000', '#4b0082'])(
    '%s can be read on dark paper',
    (colour) => {
      expect(contrast(inDark(colour), DARK)).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each([STYLE.ink, STYLE.soft, STYLE.cooperation.deed, STYLE.conflict.deed])('%s can be read on bright paper', (colour) => {
    expect(contrast(colour, STYLE.paper)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(Object.entries(SAMPLES))('%s has no colour of bright paper left when it is dark', (_, { svg }) => {
    const dark = themed(svg, 'dark')
    expect(dark).toContain(`fill="${DARK}"`)
    for (const colour of [STYLE.paper, STYLE.ink, STYLE.soft, STYLE.rule, STYLE.hatch]) expect(dark).not.toContain(`"${colour}"`)
    expect(themed(svg, 'light')).toBe(svg)
  })

  test.each(Object.entries(SAMPLES))('%s holds both for a page: each colour once, and nothing else is changed', (_, { svg }) => {
    const both = withDark(svg)
    const [, style = ''] = /<style>(.*?)<\/style>/.exec(both) ?? []
    expect(style).toMatch(/^@media screen and \(prefers-color-scheme:dark\)\{(\[(fill|stroke)="#[0-9a-f]{6}"\]\{\2:#[0-9a-f]{6}\})+\}$/)
    expect(both.replace(`<style>${style}</style>`, '')).toBe(svg)
  })

  test.each(Object.entries(SAMPLES))('%s says what it shows, with the words of its title', (_, { svg, alt }) => {
    expect(svg).toContain('aria-label=')
    expect(alt.length).toBeGreaterThan(80)
  })
})
