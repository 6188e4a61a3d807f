import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseArguments } from '#src/channels/slack/arguments.ts'
import { DETAILS } from '#src/commands/admin/route-options.ts'
import { commands } from '#src/commands/index.ts'
import { parseLine } from '#src/web/command-line.ts'

const page = readFileSync(new URL('../../../docs/admin.md', import.meta.url), 'utf8')
const typed = [...page.matchAll(/^\/(?:watch|feeds|status).*$/gm)].map(([line]) => line)

describe('docs/admin.md', () => {
  test.each(typed)('%s is typed so on the page and on Slack', (line) => {
    const parsed = parseLine(line, commands)
    expect(parsed).toMatchObject({ kind: 'run' })
    if (parsed.kind !== 'run') return
    const text = line.replace(/^\S+\s*/, '')
    expect(parseArguments(parsed.command, text)).toEqual({ args: parsed.args })
  })

  test('shows every subcommand, and every option of a route', () => {
    expect(typed.length).toBeGreaterThan(15)
    for (const { name, subcommands = [] } of commands)
      for (const one of subcommands) expect(page).toMatch(new RegExp(`^/${name} ${one.name}`, 'm'))
    for (const { name } of DETAILS) expect(page).toContain(`| \`${name}\` |`)
  })
})
