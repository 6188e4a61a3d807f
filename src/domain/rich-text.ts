/** A run of plain text with what a platform may do to it. The text is never markup: renderers escape it. */
export type Run = { readonly text: string; readonly url?: string; readonly bold?: boolean }
export type RichText = readonly Run[]

/** The text alone. */
export const plain = (rich: RichText): string => rich.map((run) => run.text).join('')
