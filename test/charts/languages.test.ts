import { describe, expect, test } from 'vitest'
import { facesFor } from '#src/charts/font/faces.ts'
import { outlined } from '#src/charts/outlined.ts'
import { LOCALES } from '#src/domain/locale.ts'
import { samplesIn } from './samples.ts'

const OTHERS = LOCALES.filter((locale) => locale !== 'en')
const TEXTS = /<(?:text|tspan)[^>]*>([^<]+)/g
const WIDTH = 480

describe.each(OTHERS)('pictures in %s', (locale) => {
  const samples = Object.entries(samplesIn(locale))

  test('have no English word, neither drawn nor in the words beside them, and say their language', () => {
    for (const [name, { svg, alt }] of samples) {
      const drawn = [...svg.matchAll(TEXTS)].map(([, text = '']) => text)
      expect(drawn.length).toBeGreaterThan(5)
      expect([name, [...drawn, alt].filter((text) => /[A-Za-z]{2,}/.test(text.replaceAll('UTC', '')))]).toEqual([name, []])
      expect(svg).toMatch(new RegExp(`^<svg [^>]*lang="${locale}"`))
      expect(alt).not.toMatch(/undefined|NaN|\. \.|。。/)
    }
  })

  test('have every letter in the faces, and no line that runs out of the picture', async () => {
    for (const [name, { svg }] of samples) {
      const faces = await facesFor(svg, locale)
      expect([name, outlined(svg, faces).match(/<text[^>]*>.*?<\/text>/g)]).toEqual([name, null])
      const lines = [...svg.matchAll(/<text x="([\d.]+)"[^>]*font-size="(\d+)"[^>]*font-weight="(\d+)" text-anchor="start">([^<]+)/g)]
      expect(lines.length).toBeGreaterThan(3)
      const out = lines.filter(([, x, size, weight, text = '']) => {
        const face = weight === '700' ? faces.bold : faces.regular
        return Number(x) + ((face.line(text)?.width ?? 0) * Number(size)) / face.unitsPerEm > WIDTH
      })
      expect([name, out.map((each) => each[4])]).toEqual([name, []])
    }
  })
})
