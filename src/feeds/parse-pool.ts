import { Worker } from 'node:worker_threads'
import type { DocumentHints, ParseFailure, ParseResult } from './document.ts'
import type { ParseTask } from './parse-worker.ts'

/** Parses one document. Never rejects, never blocks the event loop, never takes longer than the hard stop. */
export type ParseFeed = (bytes: Uint8Array, hints: DocumentHints) => Promise<ParseResult>

export type ParsePool = { readonly parse: ParseFeed; readonly close: () => Promise<void> }

export type ParsePoolSettings = {
  /** After this a document's worker is killed: measured, 10 MB of anything take under 2 s. */
  readonly hardStopMs: number
  /** A worker that has had nothing to do for so long is let go, to give its memory back. */
  readonly idleMs: number
}

export const DEFAULT_PARSE_POOL: ParsePoolSettings = { hardStopMs: 5_000, idleMs: 20_000 }

/** Heap of the worker, in MB: what 10 MB of feed need, several times over. */
const WORKER_HEAP_MB = 384

type Job = { readonly task: ParseTask; readonly settle: (result: ParseResult) => void }

/** What the worker says when it has loaded. */
const READY = 'ready'
/** A worker that has not loaded by then never will: on a busy machine it takes many times its usual half a second. */
const START_MS = 120_000

const failed = (failure: ParseFailure): ParseResult => ({ ok: false, failure })

/**
 * One worker thread that parses documents one after the other, started when the first comes, killed when a document takes
 * too long or exhausts its memory, and replaced for the next.
 */
class Pool {
  readonly #settings: ParsePoolSettings
  readonly #waiting: Job[] = []
  #worker: Worker | null = null
  /** The document's time begins when the worker can read it: a slow start of a worker is no fault of the document. */
  #isReady = false
  #running: Job | null = null
  #stop: NodeJS.Timeout | undefined
  #idle: NodeJS.Timeout | undefined
  #nextId = 0

  constructor(settings: ParsePoolSettings) {
    this.#settings = settings
  }

  parse(bytes: Uint8Array, hints: DocumentHints): Promise<ParseResult> {
    return new Promise((settle) => {
      this.#nextId += 1
      this.#waiting.push({ task: { id: this.#nextId, bytes, hints }, settle })
      this.#advance()
    })
  }

  async close(): Promise<void> {
    for (const job of this.#waiting.splice(0)) job.settle(failed({ kind: 'parse-failed', message: 'the program is stopping' }))
    await this.#retire()
  }

  #advance(): void {
    clearTimeout(this.#idle)
    if (this.#running !== null) return
    const job = this.#waiting.shift()
    if (job === undefined) {
      this.#rest()
      return
    }
    this.#running = job
    const worker = this.#started()
    worker.ref()
    if (this.#isReady) this.#beginTime()
    else this.#stop = setTimeout(() => this.#abandon({ kind: 'parse-failed', message: 'the parser did not start' }), START_MS)
    worker.postMessage(job.task)
  }

  #beginTime(): void {
    clearTimeout(this.#stop)
    const { hardStopMs } = this.#settings
    const message = `it could not be parsed within ${hardStopMs / 1_000} s`
    this.#stop = setTimeout(() => this.#abandon({ kind: 'timeout', message }), hardStopMs)
  }

  /** Nothing to do: the worker holds the process open no longer, and goes when nothing comes. */
  #rest(): void {
    this.#worker?.unref()
    this.#idle = setTimeout(() => void this.#retire(), this.#settings.idleMs)
    this.#idle.unref()
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, maxYoungGenerationSizeMb: 16 },
      execArgv: [],
    })
    const current = (act: () => void) => {
      if (this.#worker === worker) act()
    }
    worker.on('message', (said: typeof READY | { readonly id: number; readonly result: ParseResult }) =>
      current(() => {
        if (said === READY) {
          this.#isReady = true
          if (this.#running !== null) this.#beginTime()
        } else if (this.#running?.task.id === said.id) this.#finish(said.result)
      }),
    )
    worker.on('error', (error: Error) =>
      current(() => this.#abandon({ kind: 'parse-failed', message: `the parser gave up on it (${error.name}: ${error.message})` })),
    )
    worker.on('exit', () => current(() => this.#abandon({ kind: 'parse-failed', message: 'the parser gave up on it' })))
    this.#worker = worker
    this.#isReady = false
    return worker
  }

  #finish(result: ParseResult): void {
    clearTimeout(this.#stop)
    const job = this.#running
    this.#running = null
    job?.settle(result)
    this.#advance()
  }

  /** Kills the worker with the document it is on; the next document gets a new one. */
  #abandon(failure: ParseFailure): void {
    void this.#worker?.terminate()
    this.#worker = null
    this.#finish(failed(failure))
  }

  async #retire(): Promise<void> {
    clearTimeout(this.#idle)
    clearTimeout(this.#stop)
    const worker = this.#worker
    this.#worker = null
    const job = this.#running
    this.#running = null
    job?.settle(failed({ kind: 'parse-failed', message: 'the program is stopping' }))
    await worker?.terminate()
  }
}

/** Opens a pool; it starts nothing until the first document comes. */
export function createParsePool(settings: ParsePoolSettings = DEFAULT_PARSE_POOL): ParsePool {
  const pool = new Pool(settings)
  return { parse: (bytes, hints) => pool.parse(bytes, hints), close: () => pool.close() }
}
