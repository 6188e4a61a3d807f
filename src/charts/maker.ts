import type { ChartMaker, Picture } from '../domain/command.ts'
import { drawEvents } from './events.ts'
import { tableOf } from './events-words.ts'
import { drawMentions } from './mentions.ts'
import { toPng } from './png.ts'

/** SVG at once; PNG only when a platform asks for it, and then once. */
function pictureOf(name: string, { svg, alt }: { readonly svg: string; readonly alt: string }): Picture {
  let png: Promise<Uint8Array> | null = null
  return {
    name,
    alt,
    svg,
    png: () => {
      png ??= toPng(svg)
      return png
    },
  }
}

/** Letters and figures of a subject, for a file's name. */
const slug = (subject: string): string =>
  subject
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

/** Makes the pictures of the commands. */
export const createChartMaker = (): ChartMaker => ({
  mentionsByWeek: (input) => pictureOf(`mentions-${input.actor.id}.png`, drawMentions(input)),
  eventsByWeek: (input) => ({ ...pictureOf(`events-${slug(input.subject)}.png`, drawEvents(input)), table: tableOf(input) }),
})
