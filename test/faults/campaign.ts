import { EVENTS } from './events.ts'
import { type Random, randomOf } from './random.ts'
import { playRound, type RoundResult, type Theme } from './round.ts'
import { openWorld, type World } from './world.ts'

const EVENTS_A_ROUND = 3
/** So many rounds in one store: then all events have happened. */
const ROUNDS_A_WORLD = EVENTS.length / EVENTS_A_ROUND

type Themes = { readonly first: readonly Theme[]; readonly later: readonly Theme[] }

/**
 * What the ten rounds of a store are made for, in an order that the seed decides but for those that come first: every store meets what each
 * safeguard is for, and soon. Two programs at once need the one that waits for answers patiently.
 */
const THEMES: Readonly<Record<'hasty' | 'patient', Themes>> = {
  hasty: { first: ['hidden', 'chance', 'chance'], later: ['hidden', 'hidden', 'hidden', 'chance', 'chance', 'chance', 'chance'] },
  patient: { first: ['twin', 'hidden', 'chance'], later: ['twin', 'twin', 'hidden', 'chance', 'chance', 'chance', 'chance'] },
}

function themesOf(patient: boolean, random: Random): readonly Theme[] {
  const { first, later } = THEMES[patient ? 'patient' : 'hasty']
  return [...random.shuffled(first), ...random.shuffled(later)]
}

export type CampaignOptions = {
  readonly rounds: number
  readonly seed: number
  readonly without?: string | undefined
  /** Whether it ends with the first thing lost, doubled or out of order. */
  readonly untilTrouble?: boolean
  readonly onRound?: (told: RoundTold, world: World) => void
}
export type RoundTold = RoundResult & { readonly round: number; readonly tookMs: number }

export type CampaignResult = {
  readonly rounds: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly disordered: readonly string[]
  readonly unanswered: readonly string[]
  readonly right: number
  readonly kills: number
  readonly starts: number
  readonly slowestMs: number
}

/** Plays rounds, a store for every ten of them, two stores at a time. A trouble is told once, in the round in which it came about. */
export async function campaign(options: CampaignOptions): Promise<CampaignResult> {
  const firsts = Array.from({ length: Math.ceil(options.rounds / ROUNDS_A_WORLD) }, (_, index) => index * ROUNDS_A_WORLD)
  const lives: Life[] = []
  const over = new AbortController()
  const play = async (): Promise<void> => {
    for (let first = firsts.shift(); first !== undefined && !over.signal.aborted; first = firsts.shift())
      lives.push(await live(options, first, over))
  }
  await Promise.all([play(), play()])
  const told = lives.flatMap((life) => life.rounds).toSorted((a, b) => a.round - b.round)
  const all = (of: 'lost' | 'doubled' | 'disordered' | 'unanswered'): readonly string[] =>
    told.flatMap((one) => one[of].map((what) => `round ${one.round}: ${what}`))
  const sum = (of: 'kills' | 'starts'): number => told.reduce((total, one) => total + one[of], 0)
  return {
    rounds: told.length,
    lost: all('lost'),
    doubled: all('doubled'),
    disordered: all('disordered'),
    unanswered: all('unanswered'),
    right: lives.reduce((total, life) => total + life.right, 0),
    kills: sum('kills'),
    starts: sum('starts'),
    slowestMs: Math.max(0, ...told.map((one) => one.slowestMs)),
  }
}

type Life = { readonly rounds: readonly RoundTold[]; readonly right: number }

/** One store from its first start to its last: the seed of its rounds is that of the campaign and the number of the first. */
async function live(
  { rounds, seed, without, untilTrouble = false, onRound = () => {} }: CampaignOptions,
  first: number,
  over: AbortController,
): Promise<Life> {
  const random = randomOf(seed + first)
  const patient = (first / ROUNDS_A_WORLD) % 2 === 1
  const themes = themesOf(patient, random)
  const world = await openWorld({ startAt: Date.parse(EVENTS[0]?.at ?? ''), without, patient })
  const known = new Set<string>()
  const told: RoundTold[] = []
  const fresh = (list: readonly string[]): readonly string[] => list.filter((one) => !known.has(one) && known.add(one) !== undefined)
  try {
    for (let round = first; round < Math.min(rounds, first + ROUNDS_A_WORLD) && !over.signal.aborted; round += 1) {
      const at = (round - first) * EVENTS_A_ROUND
      const events = EVENTS.slice(at, at + EVENTS_A_ROUND).map((event, index) => [`e${at + index}`, event] as const)
      world.pass(Math.max(0, Date.parse(events.at(-1)?.[1].at ?? '') - world.now()))
      const beganAt = performance.now()
      const { lost, doubled, disordered, ...result } = await playRound(world, random, events, themes[round - first] ?? 'chance')
      const troubles = { lost: fresh(lost), doubled: fresh(doubled), disordered: fresh(disordered) }
      const one = { ...result, ...troubles, round: round + 1, tookMs: Math.round(performance.now() - beganAt) }
      told.push(one)
      onRound(one, world)
      if (untilTrouble && Object.values(troubles).flat().length > 0) over.abort()
      // What waits for ever would make every later round wait, too.
      if (one.isStuck) break
    }
  } finally {
    await world.close()
  }
  return { rounds: told, right: told.at(-1)?.right ?? 0 }
}
