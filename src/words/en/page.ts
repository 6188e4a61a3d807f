import { deliveries } from './deliveries.ts'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** What stands around every page. `{name}` stands for what is put in there. */
const frame = {
  places: {
    channel: 'Channel',
    stories: 'Stories',
    actors: 'Actors',
    trends: 'Trends',
    network: 'Network',
    feeds: 'Feeds',
    deliveries: 'Deliveries',
    about: 'About',
  },
  pages: 'Pages',
  skip: 'Skip to the content',
  askTheBot: 'Ask the bot',
  command: 'Command',
  placeholder: '/actor lavrov',
  ask: 'Ask',
  completions: 'Completions',
  slash: 'Type a slash for the commands.',
  sourced: 'Every post names its sources. Headlines and summaries are the outlets’ own words; times are the outlets’ times.',
  howJudged: 'How items are judged',
  allAsFeed: 'All stories as a feed: {feeds}.',
  aboutAsFeed: 'Stories about {about} as a feed: {feeds}.',
  language: 'Language',
  // Ways on
  morePages: 'More pages',
  pageNumber: (page: number): string => `Page ${page}`,
  previous: 'Previous',
  next: 'Next',
  newerStories: 'Newer stories',
  earlierStories: 'Earlier stories',
  newerPosts: 'Newer posts',
  earlierPosts: 'Earlier posts',
  morePosts: 'More posts',
  /** A list that has fewer pages than the one asked for. */
  beyond: 'There is no page {page}: the last one is {last}.',
  lastPage: (page: number): string => `page ${page}`,
  theChannel: 'The channel',
  allStories: 'All stories',
  allActors: 'All actors',
}

/** What the page's script says. */
const script = {
  live: 'Live',
  lost: 'Connection lost; trying again',
  fresh: 'New: {headline}',
  updated: 'Updated: {headline}',
  close: 'Close this answer',
  answered: 'Answered',
  failed: 'No answer: {error}. Is the bot still running?',
}

const channel = {
  show: 'Show',
  all: 'All',
  none: 'Nothing posted yet',
  noneAbout: (alignment: string): string => `Nothing posted about ${alignment} yet`,
  nonePage: (page: number): string => `Nothing posted on page ${page}`,
  polled: (watched: string): string =>
    `The feeds are polled in turn. What is about ${watched} becomes one story an event, however many outlets report it, and appears here by itself.`,
  meanwhile: 'Meanwhile the commands answer:',
  lastPage: 'The last page is {page}. {stories} reach further back.',
  held: (posts: number, routes: number): string =>
    `${counted(posts, 'post')} to ${counted(routes, 'route')} ${posts === 1 ? 'is' : 'are'} held.`,
}

/** A story's card, and what is around it. */
const card = {
  alignments: 'Alignments',
  whatHappened: 'What happened',
  story: 'Story',
  outlet: 'Outlet',
  kind: 'Kind',
  side: 'Side',
  report: 'Report',
  time: 'Time',
  changed: (what: string): string => `Changed: ${what}`,
  figures: 'The figures',
  inWords: 'The picture in words',
  answerTo: (line: string): string => `Answer to ${line}`,
  updated: 'updated {time}',
  digestStory: 'story',
}

/** How feeds do. */
const health = {
  title: 'Feeds',
  stateOfFeeds: 'State of the feeds',
  every: 'Every feed, in words',
  conditions: { failing: 'Failing', waiting: 'Not polled yet', answering: 'Answering', off: 'Switched off' },
  noItem: (answered: string): string => `Answered ${answered}; no item so far.`,
  newest: (answered: string, newest: string): string => `Answered ${answered}; newest item ${newest}.`,
  offByFile: 'Switched off in the configuration.',
  notPolled: 'Not polled yet.',
  failed: 'The last poll failed.',
  inARow: (failures: number): string => `${failures} failures in a row.`,
  failures: {
    ok: 'Fine',
    'not-modified': 'Fine',
    truncated: 'Cut short',
    empty: 'Empty answer',
    'not-a-feed': 'Not a feed',
    challenge: 'Behind a check for humans',
    'too-large': 'Too large',
    'too-deep': 'Nested too deep',
    'parse-failed': 'Not readable',
    'http-status': 'Refused by the server',
    gone: 'Gone for good',
    tls: 'Certificate not trusted',
    dns: 'Name not found',
    refused: 'Connection refused',
    timeout: 'No answer in time',
    network: 'Network failed',
    redirects: 'Redirected in circles',
    'blocked-address': 'Leads to a private address',
  },
  configured: (feeds: number): string => `${counted(feeds, 'feed')} configured.`,
  noneOn: 'No feed is switched on. Enable some in config/feeds.yaml.',
  nonePolled: (feeds: number): string => `${counted(feeds, 'feed')}, none polled yet.`,
  noneReached: (feeds: number): string => `None of ${counted(feeds, 'feed')} could be reached.`,
  fail: (feeds: number): string => `${feeds} fail`,
  wait: (feeds: number): string => `${feeds} not polled yet`,
  noneAnswered: (feeds: number, rest: string): string => `None of ${counted(feeds, 'feed')} has answered so far: ${rest}.`,
  answer: (answering: number, feeds: number, rest: string): string =>
    `${answering} of ${counted(feeds, 'feed')} answer${rest === '' ? '' : `, ${rest}`}.`,
  firstPoll: 'The first poll begins when the bot has started.',
  dueNow: 'The next poll is due now.',
  nextPollAt: (distance: string, clock: string): string => `Next poll ${distance}, at ${clock}.`,
  due: 'due now',
  feed: 'Feed',
  state: 'State',
  nextPoll: 'Next poll',
  withinAMinute: 'within a minute',
  justNow: 'just now',
}

/** What is not there, refused, or failed. */
const notices = {
  noPage: 'No such page',
  nowhere: 'This address leads nowhere on this site.',
  noStory: 'No such story',
  noStoryWhy: 'No story has this number, or more than one begins with it. It may have been mistyped, or the store is a new one.',
  noActor: 'No such actor',
  nobody: 'Nobody and nothing is known by this id.',
  didYouMean: 'Nobody is known by this id. Did you mean {actors}?',
  readOnly: 'Only for reading',
  readOnlyWhy: 'Nothing is changed here: only questions (GET) are answered.',
  failed: 'This page failed',
  failedWhy: 'Something went wrong in the bot; its log says what. Loading the page again may help.',
  tooLong: 'The question is too long',
  tooLongWhy: (length: number, most: number): string =>
    `This address has ${length} characters; ${most} are read. Ask for less: a few words find more than many.`,
  longToken: 'Too long',
  longTokenWhy: 'A token is shorter than that.',
  noCommand: (command: string): string => `The bot runs without /${command} here.`,
  notDrawn: 'This could not be drawn up. The log says why; loading the page again may help.',
}

/** What is wrong with a line in the command box. */
const box = {
  longLine: (length: number, most: number): string => `That line has ${length} characters; the box takes ${most}.`,
  type: (commands: string): string => `Type a command: ${commands}.`,
  unknown: (command: string, commands: string): string => `There is no command /${command}. There are ${commands}.`,
  slash: (command: string): string => `Commands begin with a slash: /${command}`,
  needs: (command: string, option: string, what: string): string => `/${command} needs ${option}: ${what}`,
  cannotBe: (option: string, typed: string, choices: string): string => `${option} cannot be “${typed}”. It can be ${choices}.`,
  noPlace: (command: string, typed: string): string => `/${command} has no place for “${typed}”.`,
  sayWhat: (ways: string): string => `Say what to do: ${ways}.`,
  noWay: (command: string, typed: string, ways: string): string => `/${command} does nothing called “${typed}”: ${ways}.`,
  failed: (command: string): string => `/${command} failed. The log says why; asking again may help.`,
  longRequest: 'The request is too long: a line has at most 2000 characters.',
  answer: 'Answer',
}

/** The words of the page. */
export const page = { frame, script, channel, card, health, deliveries, notices, box }
