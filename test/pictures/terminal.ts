import { escapeHtml } from './html.ts'

const STYLES: Readonly<Record<string, string>> = { '1': 'font-weight:700', '2': 'opacity:.66' }

/** A line with its escape sequences as HTML. */
function lineHtml(line: string): string {
  let open = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes that the terminal channel writes
  const parts = line.split(/\u001b\[([\d;]+)m/)
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return escapeHtml(part)
      const colour = /^38;2;(\d+);(\d+);(\d+)$/.exec(part)
      const style = colour === null ? STYLES[part] : `color:rgb(${colour.slice(1).join(',')})`
      if (style === undefined) {
        open -= 1
        return '</span>'
      }
      open += 1
      return `<span style="${style}">`
    })
    .concat('</span>'.repeat(Math.max(0, open)))
    .join('')
}

export const TERMINAL_STYLE = `body { margin: 0; background: #1b1d23; color: #e6e6e6; }
pre { margin: 0; padding: 16px 20px; display: inline-block; font: 14px/1.5 'DejaVu Sans Mono', 'Noto Sans Mono CJK KR', monospace; }`

/** Lines of the terminal channel as a terminal shows them. */
export const terminalHtml = (lines: readonly string[]): string => `<pre>${lines.map(lineHtml).join('\n')}</pre>`
