import { numbers, oneOf, vocabulary, zipf } from './words.ts'
import { droppedAt, storyAt, storyCount, storyId, type World } from './world.ts'

export type Arguments = Readonly<Record<string, string>>
/** What is asked of a command, another each time; `what` tells it in the table. */
export type Question = { readonly what: string; readonly command: string; readonly args: (turn: number) => Arguments }
/** What is typed into a field that completes. */
export type Typing = { readonly what: string; readonly command: string; readonly option: string; readonly typed: (turn: number) => string }

const STATES = ['South Korea', 'North Korea', 'Russia', 'Japan', 'United States', 'China']
const LANGUAGES = ['en', 'ko', 'ja', 'ru', 'zh'] as const

/** Actors as readers ask for them: the busiest most often, but any. */
function namer(world: World): (turn: number) => string {
  return (turn) => {
    const random = numbers(turn + 900)
    const own = turn % 3 === 0 ? world.actors.slice(0, 40) : world.actors
    return own[zipf(random, own.length)]?.id ?? 'russia'
  }
}

/** What readers ask, on as many different arguments as there are turns. */
export function questions(world: World, items: number): readonly Question[] {
  const words = Object.fromEntries(LANGUAGES.map((language) => [language, vocabulary(language)])) as Record<
    (typeof LANGUAGES)[number],
    readonly string[]
  >
  const actor = namer(world)
  const stories = storyCount(items)
  const id = (turn: number): string => storyId(Math.floor(numbers(turn)() * stories))
  const word = (turn: number, language: (typeof LANGUAGES)[number], from: number, to: number): string =>
    words[language][from + Math.floor(numbers(turn * 7 + from)() * (to - from))] ?? ''
  const headline = (turn: number): string => storyAt(world, Math.floor(numbers(turn)() * stories), 0).briefs[0]?.headline ?? ''
  const state = (turn: number, step: number): string => oneOf(numbers(turn * 3 + step), STATES)
  const alignment = (turn: number): string => world.alignments[turn % world.alignments.length]?.id ?? ''
  const pair = (turn: number): readonly [string, string] => {
    const a = state(turn, 1)
    return [a, STATES.filter((name) => name !== a)[turn % (STATES.length - 1)] ?? 'Japan']
  }
  const search = (what: string, query: (turn: number) => string): Question => ({
    what: `/search ${what}`,
    command: 'search',
    args: (turn) => ({ query: query(turn) }),
  })
  return [
    { what: '/actor', command: 'actor', args: (turn) => ({ name: actor(turn) }) },
    { what: '/latest', command: 'latest', args: () => ({}) },
    { what: '/latest of an alignment', command: 'latest', args: (turn) => ({ alignment: alignment(turn) }) },
    {
      what: '/latest of an actor in a language',
      command: 'latest',
      args: (turn) => ({ actor: actor(turn), language: LANGUAGES[turn % 5] ?? 'en', alignment: alignment(turn) }),
    },
    {
      what: '/latest near',
      command: 'latest',
      args: (turn) => ({ show: 'near', ...(turn % 2 === 0 ? {} : { alignment: alignment(turn) }) }),
    },
    search('one of the commonest words', (turn) => word(turn, 'en', 0, 40)),
    search('three common words', (turn) => [0, 1, 2].map((step) => word(turn + step * 31, 'en', 10, 300)).join(' ')),
    search('a rare word', (turn) => word(turn, 'en', 4_000, 19_000)),
    search('a phrase', (turn) => `"${headline(turn).split(' ').slice(-4, -1).join(' ')}"`),
    search('Korean, two syllables', (turn) => word(turn, 'ko', 0, 900).slice(0, 2)),
    search('Korean, one syllable', (turn) => word(turn, 'ko', 0, 900).slice(0, 1)),
    search('Japanese and Chinese', (turn) => word(turn, turn % 2 === 0 ? 'ja' : 'zh', 0, 900)),
    search('Russian, with endings', (turn) => word(turn, 'ru', 5, 900)),
    search(
      'a common word by filters',
      (turn) =>
        `${word(turn, 'en', 0, 60)} alignment:${alignment(turn)} actor:${actor(turn)} language:${LANGUAGES[turn % 5]} since:${2023 + (turn % 3)}-${String(1 + (turn % 12)).padStart(2, '0')}-01`,
    ),
    search(
      'a common word without another',
      (turn) =>
        `${word(turn, 'en', 0, 60)} -${word(turn + 1, 'en', 60, 300)} outlet:${world.outlets[turn % 12]?.outlet.replaceAll(' ', '-') ?? ''} until:2025-06`,
    ),
    search('filters alone', (turn) => `actor:${actor(turn)} since:2024-0${1 + (turn % 9)}-01 until:2026`),
    search('nothing', (turn) => `qqzx${turn}`),
    { what: '/trend of all, a year', command: 'trend', args: (turn) => ({ days: String(365 + (turn % 30)) }) },
    { what: '/trend of an alignment', command: 'trend', args: (turn) => ({ of: alignment(turn), days: String(90 + (turn % 640)) }) },
    { what: '/trend of a state', command: 'trend', args: (turn) => ({ of: state(turn, 1), days: String(90 + (turn % 640)) }) },
    { what: '/trend of an actor', command: 'trend', args: (turn) => ({ of: actor(turn * 2) }) },
    {
      what: '/trend of a pair',
      command: 'trend',
      args: (turn) => ({ of: pair(turn)[0], with: pair(turn)[1], days: String(90 + (turn % 640)) }),
    },
    {
      what: '/timeline',
      command: 'timeline',
      args: (turn) => ({ a: pair(turn)[0], b: pair(turn)[1], days: String(turn % 2 === 0 ? 90 : 3_650) }),
    },
    { what: '/story', command: 'story', args: (turn) => ({ id: id(turn) }) },
    { what: '/why of a story', command: 'why', args: (turn) => ({ story: id(turn) }) },
    { what: '/why of an address', command: 'why', args: (turn) => ({ story: droppedAt(world, items - 1 - turn * 7).item.url }) },
    { what: '/digest of a day', command: 'digest', args: (turn) => (turn % 2 === 0 ? {} : { alignment: alignment(turn) }) },
    {
      what: '/digest of a month',
      command: 'digest',
      args: (turn) => ({ days: '31', ...(turn % 2 === 0 ? {} : { alignment: alignment(turn) }) }),
    },
    { what: '/network', command: 'network', args: (turn) => (turn % 3 === 0 ? {} : { actor: actor(turn) }) },
    { what: '/help', command: 'help', args: () => ({}) },
  ]
}

/** Beginnings of names and headlines as they are typed: one letter more each time. */
export function typings(world: World): readonly Typing[] {
  const names = world.actors.flatMap(({ name, aliases }) => [
    name,
    ...aliases.ko.slice(0, 1),
    ...aliases.ru.slice(0, 1),
    ...aliases.ja.slice(0, 1),
  ])
  const typed = (turn: number): string => (names[Math.floor(turn / 4) % names.length] ?? '').slice(0, 1 + (turn % 4) * 2)
  const misspelt = (turn: number): string => {
    const name = names[(turn * 13) % names.length] ?? ''
    return `${name.slice(0, 2)}${name.slice(3)}`
  }
  return [
    { what: 'autocomplete /actor', command: 'actor', option: 'name', typed },
    { what: 'autocomplete /actor, misspelt', command: 'actor', option: 'name', typed: misspelt },
    { what: 'autocomplete /trend', command: 'trend', option: 'of', typed },
    { what: 'autocomplete /timeline', command: 'timeline', option: 'a', typed },
    { what: 'autocomplete /story', command: 'story', option: 'id', typed },
    { what: 'autocomplete /search actor', command: 'search', option: 'actor', typed },
    {
      what: 'autocomplete /search outlet',
      command: 'search',
      option: 'outlet',
      typed: (turn) => (world.outlets[turn % world.outlets.length]?.outlet ?? '').slice(0, 1 + (turn % 5)),
    },
  ]
}
