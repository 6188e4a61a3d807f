/** With a capital where the script has them. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** With a small first letter. */
export const small = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

/** Parts that say something, joined. */
export const joined = (parts: readonly string[], by: string): string => parts.filter((part) => part !== '').join(by)

/** Sentences in a row: those that end in a full-width stop need no space behind them. */
export const sentences = (all: readonly string[]): string => joined(all, ' ').replaceAll('。 ', '。')
