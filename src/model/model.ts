import type { Clock } from '../domain/clock.ts'
import type { Log } from '../domain/log.ts'
import type { Answer, Model, ModelEndpoint, ModelLimits, ModelMemory, NoAnswer, Question } from '../domain/model.ts'
import { createBreaker } from './breaker.ts'
import { createBudget } from './budget.ts'
import { createEndpoint } from './endpoint.ts'
import { NoUse } from './failure.ts'
import { createGate } from './gate.ts'
import { keyOf, messagesOf, objectIn } from './prompt.ts'

export type ModelNeeds = {
  readonly endpoint: ModelEndpoint
  readonly limits: ModelLimits
  readonly memory: ModelMemory
  readonly clock: Clock
  readonly log: Log
}

/**
 * Asks any OpenAI-compatible endpoint. What was answered is remembered; the same question asked twice at one time goes out once; calls
 * and tokens a day are bounded; an endpoint that keeps failing is left alone for a while. Nothing is asked before the first question.
 */
export function createModel({ endpoint, limits, memory, clock, log }: ModelNeeds): Model {
  const budget = createBudget({ limits, memory, clock })
  const breaker = createBreaker()
  const gate = createGate(limits.concurrency)
  const remote = createEndpoint(endpoint, limits.timeoutMs)
  const underWay = new Map<string, Promise<Answer<unknown>>>()
  const counts = { asked: 0, answered: 0, fromMemory: 0 }
  const failed: Partial<Record<NoAnswer, number>> = {}

  async function remembered<T>(key: string, { shape }: Question<T>): Promise<Answer<T> | null> {
    const body = await memory.answer(key)
    if (body === null) return null
    try {
      return { ok: true, value: shape.read(JSON.parse(body)), by: endpoint.name, cached: true }
    } catch {
      return null
    }
  }

  /** One call; throws `NoUse`. */
  async function call<T>(key: string, question: Question<T>, signal: AbortSignal): Promise<Answer<T>> {
    if (!breaker.allows(clock())) throw new NoUse('resting', 'the endpoint failed too often of late and is left alone for a while')
    if (!(await budget.take())) {
      breaker.untried()
      throw new NoUse('budget', "the day's calls or tokens are spent")
    }
    counts.asked += 1
    const { text, tokens } = await remote.complete(messagesOf(question), question.shape, signal)
    await budget.charge(tokens)
    const { value, body } = valueIn(text, question)
    await memory.keep({ key, model: endpoint.name, purpose: question.purpose, body, at: clock() })
    if (breaker.restingUntil() !== null) log.info({ model: endpoint.name }, 'the model answers again')
    breaker.succeeded()
    return { ok: true, value, by: endpoint.name, cached: false }
  }

  function fall(error: unknown, signal: AbortSignal): Answer<never> {
    const stopped = signal.aborted ? new NoUse('stopped', 'the program is closing') : null
    const failure = stopped ?? (error instanceof NoUse ? error : new NoUse('failing', 'the question could not be asked'))
    const { why, message } = failure
    failed[why] = (failed[why] ?? 0) + 1
    if (why === 'stopped') breaker.untried()
    else if (why !== 'resting' && why !== 'budget' && breaker.failed(failure, clock()))
      log.warn({ model: endpoint.name, until: restEnd(breaker.restingUntil()) }, `The model is left alone for a while: ${message}.`)
    return { ok: false, why, message }
  }

  async function answerTo<T>(key: string, question: Question<T>, signal: AbortSignal): Promise<Answer<T>> {
    try {
      const known = await remembered(key, question)
      if (known !== null) counts.fromMemory += 1
      const answer = known ?? (await gate.through(signal, () => call(key, question, signal)))
      counts.answered += 1
      return answer
    } catch (error) {
      return fall(error, signal)
    }
  }

  return {
    name: endpoint.name,
    ask<T>(question: Question<T>, signal: AbortSignal) {
      const key = keyOf(endpoint.name, question)
      // One key has one shape, so what is under way is of this question's type.
      const going = underWay.get(key) as Promise<Answer<T>> | undefined
      if (going !== undefined) return going
      const answer = answerTo(key, question, signal).finally(() => underWay.delete(key))
      underWay.set(key, answer)
      return answer
    },
    health: () => ({ name: endpoint.name, ...counts, failed: { ...failed }, restingUntil: breaker.restingUntil(), today: budget.today() }),
  }
}

const restEnd = (at: number | null): string => (at === null ? '' : new Date(at).toISOString())

function valueIn<T>(text: string, { shape }: Question<T>): { readonly value: T; readonly body: string } {
  try {
    const found = objectIn(text)
    return { value: shape.read(found), body: JSON.stringify(found) }
  } catch {
    throw new NoUse('rubbish', 'what the model wrote does not fit the shape that was asked for')
  }
}
