import type { ChartMaker, Picture, PictureTable, Theme } from '../domain/command.ts'
import { wordsIn } from '../words/words.ts'
import { drawEvents } from './events.ts'
import { tableOf as eventsTable } from './events-words.ts'
import { drawMentions } from './mentions.ts'
import { tableOf as mentionsTable } from './mentions-words.ts'
import { drawNetwork } from './network.ts'
import { tableOf as networkTable } from './network-words.ts'
import { toPng } from './png.ts'
import type { Drawing } from './sheet.ts'
import { themed, withDark } from './theme.ts'
import { drawUnusual, tableOf as unusualTable } from './unusual.ts'

/** SVG at once; PNG only when a platform asks for it, and then once for each theme. */
function pictureOf(name: string, { svg, alt }: Drawing, table: PictureTable): Picture {
  const made = new Map<Theme, Promise<Uint8Array>>()
  return {
    name: `${slug(name)}.png`,
    alt,
    svg: withDark(svg),
    table,
    png: (theme = 'light') => {
      const png = made.get(theme) ?? toPng(themed(svg, theme))
      made.set(theme, png)
      return png
    },
  }
}

/** Letters and figures of a name, for a file's. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

/** Makes the pictures of the commands and alerts. */
export const createChartMaker = (): ChartMaker => ({
  mentionsByWeek: (input, locale) =>
    pictureOf(`mentions ${input.actor.id}`, drawMentions(input, wordsIn(locale)), mentionsTable(input, wordsIn(locale))),
  eventsByWeek: (input, locale) =>
    pictureOf(`events ${input.subject}`, drawEvents(input, wordsIn(locale)), eventsTable(input, wordsIn(locale))),
  unusual: (input, locale) =>
    pictureOf(`unusual ${input.subject.id}`, drawUnusual(input, wordsIn(locale)), unusualTable(input, wordsIn(locale))),
  network: (input, locale) =>
    pictureOf(`network ${input.subject}`, drawNetwork(input, wordsIn(locale)), networkTable(input, wordsIn(locale))),
})
