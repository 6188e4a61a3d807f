import { html, type Part } from './html.ts'

const PLACE = /\{([a-z]+)\}/

/** A sentence with markup in its places: `See {stories}.` with a link. A place for which there is nothing stays empty. */
export const filled = (sentence: string, values: Readonly<Record<string, Part>>): Part =>
  sentence.split(PLACE).map((part, index) => (index % 2 === 0 ? html`${part}` : (values[part] ?? null)))
