import type { Secret } from './secret.ts'

/** What a receiver expects: our own document, or the message of a chat's incoming webhooks. */
export const WEBHOOK_SHAPES = ['json', 'discord', 'slack'] as const
export type WebhookShape = (typeof WEBHOOK_SHAPES)[number]

/** A receiver as an operator names it. Its address is a secret: who has it can post. */
export type Webhook = {
  readonly name: string
  readonly url: Secret
  /** null: as the address tells. */
  readonly shape: WebhookShape | null
  /** Signs our own document; null for none. */
  readonly signingSecret: Secret | null
  /** The receiver's own shape, as JSON with `{{…}}` in its strings; null for ours. */
  readonly template: string | null
}

/** The words a template may use. */
export const TEMPLATE_WORDS = [
  'id',
  'type',
  'storyId',
  'revision',
  'headline',
  'url',
  'summary',
  'standing',
  'alignments',
  'sources',
  'change',
] as const
export type TemplateWord = (typeof TEMPLATE_WORDS)[number]

/** A place for a word in a template's strings: `{{headline}}`. */
export const TEMPLATE_PLACE = /\{\{\s*(\w+)\s*\}\}/g

/** What is wrong with a template, as a person can mend it; null where nothing is. */
export function templateProblem(template: string): string | null {
  try {
    JSON.parse(template)
  } catch (error) {
    return `the template is not JSON (${error instanceof Error ? error.message : String(error)})`
  }
  const unknown = [...template.matchAll(TEMPLATE_PLACE)].map(([, word = '']) => word).find((word) => !isTemplateWord(word))
  return unknown === undefined ? null : `the template names {{${unknown}}}; it may name ${TEMPLATE_WORDS.join(', ')}`
}

export const isTemplateWord = (word: string): word is TemplateWord => TEMPLATE_WORDS.some((one) => one === word)
