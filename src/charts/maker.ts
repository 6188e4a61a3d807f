import type { ChartMaker } from '../domain/command.ts'
import { drawMentions } from './mentions.ts'
import { toPng } from './png.ts'

/** Makes the pictures of the commands. SVG at once; PNG only when a platform asks for it, and then once. */
export function createChartMaker(): ChartMaker {
  return {
    mentionsByWeek(input) {
      const { svg, alt } = drawMentions(input)
      let png: Promise<Uint8Array> | null = null
      return {
        name: `mentions-${input.actor.id}.png`,
        alt,
        svg,
        png: () => {
          png ??= toPng(svg)
          return png
        },
      }
    },
  }
}
