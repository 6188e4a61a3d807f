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
  parties: {
    noDays: (least: number, most: number, typed: string): string => `days is a whole number from ${least} to ${most}, not “${typed}”.`,
    doesNotAct: (names: string): string => `${names} does not act. Ask for states, people, offices or organisations.`,
    cardOf: (name: string): string => `Card of ${name}`,
    nobody: (name: string): string => `Nobody called “${name}” is watched.`,
    nobodyBut: (name: string, meant: string): string => `Nobody called “${name}” is watched. Did you mean ${meant}?`,
    which: (name: string): string => `Which “${name}”?`,
    moreNames: (count: number): string => `and ${count} more: add a first name or an office.`,
  },
  help: {
    follows: (alignments: string): string => `Follows ${alignments} in the news, and says where each thing stands.`,
  },
}
