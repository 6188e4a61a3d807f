import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, account } from './account.ts'
import { type Counts, type Database, openDatabase } from './database.ts'
import { environment, writeFolder } from './folder.ts'
import { PUBLISHING, type Work } from './plan.ts'
import { type Running, startProcess } from './processes.ts'
import { openPublisher, type Publisher } from './publisher.ts'
import { openReceiver, type Receiver } from './receiver.ts'
import { read, type Span, spanOf, type Watched } from './watch.ts'

export type RunOptions = {
  readonly work: Work
  readonly feeds: number
  readonly routes: number
  /** How many workers there are in one span after the other, each more than before. */
  readonly workers: readonly number[]
  /** How long each span is watched. */
  readonly seconds: number
  /** How long workers run before they are watched. */
  readonly warmSeconds: number
  /** How long what has been published may take, at the end, until all of it is posted. */
  readonly drainSeconds: number
  /** What the program is started with: `--role worker`, or nothing for one bot alone. */
  readonly args: readonly string[]
  readonly databaseUrl: string
  readonly tell: (line: string) => void
  /** Ends it early: whatever was started is ended, and `run` rejects. */
  readonly signal: AbortSignal
}

export type RunResult = {
  readonly spans: readonly Span[]
  /** The span in which one worker was killed and another came. */
  readonly disturbed: Span | null
  readonly account: Account
  readonly drainedMs: number
  readonly mostOfFeed: number
  readonly mostOfHost: number
  /** What workers said that somebody should look at. */
  readonly said: readonly string[]
}

type Stand = RunOptions & {
  readonly publisher: Publisher
  readonly receiver: Receiver
  readonly database: Database
  readonly folder: string
  readonly watched: Watched
  readonly crew: Running[]
  readonly killed: Running[]
}

const FEEDS_A_HOST = 10
const LOOK_MS = 1_000

/** Runs one kind of work to its end. Whatever happens, what was started is ended. */
export async function run(options: RunOptions): Promise<RunResult> {
  await using parts = new AsyncDisposableStack()
  const { feeds, routes, work } = options
  const towns = Math.min(routes, 100)
  const publisher = parts.adopt(await openPublisher(PUBLISHING[work], Math.ceil(feeds / FEEDS_A_HOST), towns), (part) => part.close())
  const receiver = parts.adopt(await openReceiver(), (part) => part.close())
  const folder = parts.adopt(await writeFolder(feeds, publisher.ports, routes), (made) => rm(made, { recursive: true, force: true }))
  const database = parts.adopt(await openDatabase(options.databaseUrl), (part) => part.close())
  const watched = { database, published: publisher.published, arrivals: receiver.arrivals }
  const stand: Stand = { ...options, publisher, receiver, database, folder, watched, crew: [], killed: [] }
  parts.defer(async () => void (await Promise.all(stand.crew.map((worker) => worker.stop()))))
  const throttle = setInterval(
    () =>
      void database.counts().then(
        ({ judged }) => publisher.judged(judged),
        () => {},
      ),
    LOOK_MS,
  )
  parts.defer(() => clearInterval(throttle))
  options.tell(`${feeds} feeds on ${publisher.ports.length} hosts, ${routes} routes; work: ${work}`)
  await database.plan(feeds, PUBLISHING[work].gapMs)
  const spans: Span[] = []
  for (const count of options.workers) spans.push(await spanWith(stand, count))
  const disturbed = await disturb(stand)
  const drainedMs = await drain(stand)
  clearInterval(throttle)
  const { mostOfFeed, mostOfHost } = publisher.published()
  const found = account(publisher.published(), receiver.arrivals, await database.stored(), routes)
  const said = [...stand.crew, ...stand.killed].flatMap((worker) => linesOf(worker))
  return { spans, disturbed, account: found, drainedMs, mostOfFeed, mostOfHost, said }
}

const linesOf = (worker: Running): readonly string[] =>
  worker
    .said()
    .split('\n')
    .filter((line) => line.includes('"level":'))
    .map((line) => `${worker.name}: ${line.slice(0, 300)}`)

async function add(stand: Stand): Promise<void> {
  const name = `worker ${stand.crew.length + stand.killed.length + 1}`
  const { args, folder, databaseUrl, routes, receiver } = stand
  const env = environment(folder, databaseUrl, routes, receiver.url)
  const worker = await startProcess(name, args, env, path.join(folder, 'config'))
  stand.crew.push(worker)
  stand.tell(`${name} is at work`)
}

const pause = ({ signal }: Stand, seconds: number): Promise<void> => sleep(seconds * 1_000, undefined, { signal })

/** Brings so many workers to work, and watches them. */
async function spanWith(stand: Stand, count: number): Promise<Span> {
  while (stand.crew.length < count) await add(stand)
  await pause(stand, stand.warmSeconds)
  const span = await watch(stand, () => pause(stand, stand.seconds))
  stand.tell(sentence(span))
  return span
}

async function watch(stand: Stand, work: () => Promise<unknown>): Promise<Span> {
  const before = await read(stand.watched, stand.crew)
  await work()
  return spanOf(before, await read(stand.watched, stand.crew))
}

const sentence = ({ workers, polls, judged, posts }: Span): string =>
  `${workers === 1 ? 'one worker' : `${workers} workers`}: ${polls.toFixed(1)} polls, ${judged.toFixed(1)} items judged, ${posts.toFixed(1)} posts a second`

/** The worker that has been there longest, which tells the stories, is killed in the middle of its work; then another comes. */
async function disturb(stand: Stand): Promise<Span | null> {
  if (stand.crew.length < 2) return null
  return watch(stand, async () => {
    await pause(stand, stand.seconds / 4)
    const [first] = stand.crew
    if (first !== undefined) {
      await first.kill()
      stand.crew.shift()
      stand.killed.push(first)
      stand.tell(`${first.name} was killed`)
    }
    await pause(stand, stand.seconds / 4)
    await add(stand)
    await pause(stand, stand.seconds / 2)
  })
}

/** Nothing new comes out; waits until all that was handed out is judged and posted, no longer than it may take. */
async function drain(stand: Stand): Promise<number> {
  const { publisher, database, drainSeconds, tell } = stand
  publisher.quiet()
  const beganAt = performance.now()
  let toldAt = beganAt
  for (;;) {
    const counts = await database.counts()
    const tookMs = performance.now() - beganAt
    if (isDone(counts, publisher.published().entries.size) || tookMs > drainSeconds * 1_000) return tookMs
    if (performance.now() - toldAt > 10_000) {
      toldAt = performance.now()
      tell(`waiting for the rest: ${publisher.published().entries.size - counts.judged} to judge, ${counts.open} to post`)
    }
    await pause(stand, 0.25)
  }
}

const isDone = ({ judged, open }: Counts, published: number): boolean => judged >= published && open === 0
