import type { Row } from './rows.ts'

/** Letters in a line of a cell: four cells stand side by side in a wide terminal. */
const WIDTH = 44
const HEAD = { what: 'what', ours: 'ours', beside: 'beside it', limit: 'the limit' }

/** The words in lines of at most so many letters; a longer word has a line of its own. */
function lines(cell: string): readonly string[] {
  const all: string[] = []
  for (const word of cell.split(' ')) {
    const last = all.at(-1)
    if (last === undefined || last.length + 1 + word.length > WIDTH) all.push(word)
    else all[all.length - 1] = `${last} ${word}`
  }
  return all
}

/** The table as text, a row in as many lines as its longest cell needs. */
export function drawn(rows: readonly Row[]): string {
  const table = [HEAD, ...rows].map(({ what, ours, beside, limit }) => [what, ours, beside, limit].map(lines))
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.flatMap((row) => row[column] ?? []).map(({ length }) => length), 0))
  const rowText = (row: readonly (readonly string[])[]): string =>
    Array.from({ length: Math.max(...row.map(({ length }) => length)) }, (_, line) =>
      row
        .map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ).join('\n')
  return `${table.map(rowText).join('\n')}\n`
}
