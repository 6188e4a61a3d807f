import { counts } from './counts.ts'

/** What commands answer, each under its name. */
export const answers = {
  latest: {
    title: 'Latest stories',
    titleOf: (alignment: string): string => `Latest on ${alignment}`,
    footer: (time: string): string => `Newest first, as of ${time}`,
    nothing: 'No story yet.',
    nothingOn: (alignment: string): string => `No story about ${alignment} yet.`,
    soFar: (read: string): string => `So far: ${read}.`,
    read: (items: number, kept: number, stories: number): string => `${counts.items(items)} read, ${kept} kept, ${counts.stories(stories)}`,
    noFeedYet: 'No feed has been read yet.',
    feedsWell: (well: number, all: number, time: string): string => `${well} of ${counts.feeds(all)} well, last read ${time}.`,
    noAlignment: (typed: string, known: string): string => `“${typed}” is no alignment. There are ${known}.`,
  },
}
