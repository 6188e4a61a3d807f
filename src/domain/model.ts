/**
 * A language model behind an endpoint of the operator's choice. It is never needed: whoever asks has an answer of its own for when
 * none comes, and trusts what comes only as far as its shape and the sources bear it out.
 */
export interface Model {
  /** As the operator named it. */
  readonly name: string
  /** Asks, or answers from what was answered before. Never rejects: no answer is an answer too. */
  ask<T>(question: Question<T>, signal: AbortSignal): Promise<Answer<T>>
  health(): ModelHealth
}

/** What the model is asked for. */
export type Purpose = 'opinion' | 'wording'

export type Question<T> = {
  readonly purpose: Purpose
  /** Ours: what is wanted. */
  readonly instructions: string
  /** Text from outside, hostile: it is handed over as data between marks that it cannot hold. */
  readonly material: string
  readonly shape: AnswerShape<T>
}

/** How an answer must look. */
export type AnswerShape<T> = {
  readonly name: string
  /** JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>
  /** The value as it is used; throws where it is not of this shape. */
  readonly read: (value: unknown) => T
}

/**
 * Why there is no answer. `budget`: the day's calls or tokens are spent. `resting`: it failed too often of late. `timeout`,
 * `unreachable`. `busy`: 429. `refused`: key, name or address are wrong. `failing`: another HTTP error, or a redirect. `rubbish`: what came
 * is not of the shape asked for. `stopped`: the program is closing.
 */
export const NO_ANSWERS = ['budget', 'resting', 'timeout', 'unreachable', 'busy', 'refused', 'failing', 'rubbish', 'stopped'] as const
export type NoAnswer = (typeof NO_ANSWERS)[number]

export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly by: string; readonly cached: boolean }
  /** `message` says it in words, without anything that the endpoint said. */
  | { readonly ok: false; readonly why: NoAnswer; readonly message: string }

/** How the model does, counted since the start; `today` over restarts too, by UTC day, as it stood when the model was last asked. */
export type ModelHealth = {
  readonly name: string
  readonly asked: number
  readonly answered: number
  readonly fromMemory: number
  readonly failed: Readonly<Partial<Record<NoAnswer, number>>>
  readonly restingUntil: number | null
  readonly today: Spent
}

export type Spent = { readonly calls: number; readonly tokens: number }

/** What was answered, and what was spent: kept, so that a replay asks nothing twice and a restart opens no new budget. */
export interface ModelMemory {
  /** The answer as JSON text, or null. */
  answer(key: string): Promise<string | null>
  keep(answer: {
    readonly key: string
    readonly model: string
    readonly purpose: Purpose
    readonly body: string
    readonly at: number
  }): Promise<void>
  /** `day`: ISO date, UTC. */
  spent(day: string): Promise<Spent>
  spend(day: string, spent: Spent): Promise<void>
}

/** Where the operator's model is, and by what name and key it is asked. */
export type ModelEndpoint = { readonly baseUrl: string; readonly name: string; readonly apiKey: { reveal(): string } | null }

/** What asking may cost. Durations in milliseconds. */
export type ModelLimits = {
  /** For one whole answer. */
  readonly timeoutMs: number
  readonly callsPerDay: number
  readonly tokensPerDay: number
  /** Questions under way at one time. */
  readonly concurrency: number
}

/** How texts address a language model rather than a reader, in the languages of the feeds; the last is the shape of our own answers. */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|prompts?|rules|guidelines)\b/iu,
  /\b(?:system|assistant|developer)(?: prompt| message)?\s*:\s*["{[]|<\|\w+\|>|\[\/?INST\]|<<SYS>>/u,
  /\b(?:you are|act as|as) an? (?:ai\b|language model|llm\b|ai assistant)/iu,
  /(?:이전|위의|모든|앞선)\s*(?:지시|명령|프롬프트|지침)[^.]{0,12}(?:무시|잊)/u,
  /(?:以前|上記|これまで|すべて)の?(?:指示|命令|プロンプト)[^。]{0,12}(?:無視|忘)/u,
  /(?:忽略|无视|忘记|無視|忽視)[^。]{0,12}(?:指令|指示|提示|规则|規則)/u,
  /(?:игнорируй|забудь|не обращай внимания)\p{L}*[^.]{0,40}(?:инструкц|указан|правил|команд)/iu,
  /"(?:about|rule|phrase|reason|summary|headline)"\s*:/u,
]

/**
 * Whether a text seems to give orders to a language model: such a text is not shown to one. No list is complete, so what a model
 * answers is checked all the same.
 */
export const ordersModels = (text: string): boolean => ORDERS.some((order) => order.test(text))
