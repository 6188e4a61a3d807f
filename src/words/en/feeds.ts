const plural = (count: number, noun: string): string => `${count} ${count === 1 ? noun : `${noun}s`}`

/** What `/feeds` says of feeds: how they are, what an address turned out to be, what would be kept of it. */
export const feeds = {
  // How it is
  off: 'not polled',
  notPolled: (why: string): string => `not polled: ${why}`,
  noReason: 'no reason is given',
  notYet: 'not polled yet',
  failing: (failures: number, why: string): string => `failing (${failures} in a row): ${why}`,
  unknownReason: 'no reason is known',
  answers: 'answers',
  lastItem: (time: string): string => `answers, last new item ${time} ago`,
  count: (feeds: number): string => plural(feeds, 'feed'),
  counts: (answering: number, failing: number, waiting: number, off: number): string =>
    `${answering} answering, ${failing} failing, ${waiting} not polled yet, ${off} switched off`,
  more: (feeds: number): string => `and ${feeds} more: add find:… to see others`,
  noneFound: (typed: string): string => `No feed has “${typed}” in its name or address.`,
  bloc: (bloc: string): string => `bloc: ${bloc}`,
  every: (time: string): string => `every ${time}`,
  // Which one
  sayWhich: 'Say which feed.',
  noFeed: (typed: string): string => `No feed is called “${typed}”.`,
  listNames: '/feeds list names them.',
  didYouMean: (ids: string): string => `Did you mean ${ids}?`,
  // What was done
  paused: (id: string): string => `${id} is paused`,
  resumed: (id: string): string => `${id} is polled again`,
  followed: (id: string): string => `${id} is followed`,
  removed: (id: string): string => `${id} is no longer followed`,
  polledAlready: (id: string): string => `${id} is polled already.`,
  pausedAlready: (id: string): string => `${id} is paused already.`,
  readAlready: (id: string, title: string): string => `The feed ${id} (${title}) is read at this address already.`,
  // What an address turned out to be
  refused: (address: string, why: string): string => `${address} cannot be taken: ${why}.`,
  page: 'That is a page with feeds in it',
  list: (feeds: number): string => `That is a list of ${plural(feeds, 'feed')} (OPML)`,
  listHelp: 'Add them one by one here; or all at once, where the bot runs: npm run -s cli -- opml import FILE --write',
  add: (title: string): string => `Add ${title}`,
  test: (title: string): string => `Test ${title}`,
  addIt: 'Add it',
  wouldKeep: (kept: number, items: number): string => `${kept} of its newest ${plural(items, 'item')} would be kept.`,
  fetchedOnce: 'Fetched once; nothing was stored',
  keptFor: (alignments: string): string => `kept for ${alignments}`,
  dropped: 'dropped',
  wouldBeKept: (items: number): string => `Would be kept: ${items}`,
  wouldBeDropped: (items: number): string => `Would be dropped: ${items}`,
  // What is wrong with what was typed
  sayAddress: 'Say which address: url:https://example.org/rss',
  longAddress: (typed: string, length: number): string => `${typed} has ${length} characters: that is no address of a feed.`,
  file: (typed: string): string => `${typed} is a file: feeds are read from web addresses only, http:// or https://.`,
  noAddress: (typed: string): string => `${typed} is no web address: write it in full, beginning with https:// or http://.`,
  password: 'An address with a user name or password is not taken: whoever reads the list of feeds would read them.',
  sayCountry: 'Say where the outlet is: country:KOR, as an ISO 3166 code of three letters (IGO for what is of no state).',
}
