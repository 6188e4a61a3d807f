/** What a picture is drawn for: a bright page, or a dark one. */
export type { Theme } from '../domain/command.ts'

import type { Theme } from '../domain/command.ts'
import { STYLE } from './style.ts'
import type { Markup } from './svg.ts'

/** The paper of dark pictures: a little darker than the posts of Discord's dark theme, so that it stands apart from both of its themes. */
const DARK_PAPER = '#1b1d22'

/** Colours of ours, bright and dark. What reads as strong on one paper is strong on the other. */
const DARK: Readonly<Record<string, string>> = {
  [STYLE.paper]: DARK_PAPER,
  [STYLE.ink]: '#f1f3f6',
  [STYLE.soft]: '#b6bec8',
  [STYLE.rule]: '#4a515c',
  [STYLE.faint]: '#2a2e35',
  [STYLE.other]: '#97a1ac',
  [STYLE.hatch]: '#2b3038',
  [STYLE.hatchLine]: '#4d5560',
  [STYLE.cooperation.deed]: '#43c0b6',
  [STYLE.cooperation.word]: '#24736d',
  [STYLE.conflict.deed]: '#e07fc6',
  [STYLE.conflict.word]: '#7f3f70',
}

const CONTRAST = 4.5

/** Relative luminance. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = parts(colour).map((part) => (part <= 10.31 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const parts = (colour: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const brighter = (colour: string, by: number): string =>
  `#${parts(colour)
    .map((part) =>
      Math.round(part + (255 - part) * by)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** The colour that stands for another on dark paper: an alignment's own as it is, or so much brighter that it reads there. */
export function inDark(colour: string): string {
  const known = DARK[colour]
  if (known !== undefined) return known
  for (let by = 0; by < 1; by += 0.05) {
    const lit = brighter(colour, by)
    if (contrast(lit, DARK_PAPER) >= CONTRAST) return lit
  }
  return '#ffffff'
}

const COLOURED = /\b(fill|stroke)="(#[0-9a-f]{6})"/gi

/** The picture as it is for a theme: pictures are drawn bright. */
export const themed = (svg: Markup, theme: Theme): Markup =>
  theme === 'light' ? svg : svg.replaceAll(COLOURED, (_, name: string, colour: string) => `${name}="${inDark(colour.toLowerCase())}"`)

/** The picture with both themes in it: a page shows the one that its reader's system asks for. */
export function withDark(svg: Markup): Markup {
  const used = new Map([...svg.matchAll(COLOURED)].map(([whole, name = '', colour = '']) => [whole, { name, colour }]))
  const rules = [...used].map(([whole, { name, colour }]) => `[${whole}]{${name}:${inDark(colour.toLowerCase())}}`)
  const style = `<style>@media screen and (prefers-color-scheme:dark){${rules.join('')}}</style>`
  return svg.replace(/^<svg[^>]*>/, (start) => `${start}${style}`)
}
