import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'

/** Runs the child and answers what it wrote and how long it lived on after it had closed everything. */
async function run(...args: string[]): Promise<{ readonly text: string; readonly afterMs: number }> {
  const child = spawn(process.execPath, [`${import.meta.dirname}/closing-child.ts`, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  let closedAt = Number.NaN
  child.stdout.on('data', (chunk) => {
    text += String(chunk)
    closedAt = Date.now()
  })
  const limit = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await once(child, 'exit')
  clearTimeout(limit)
  return { text, afterMs: Date.now() - closedAt }
}

describe.concurrent('a closed Discord channel lets the process end', () => {
  test.each([
    { when: 'it is connected', args: ['ready'] },
    { when: 'it is connecting', args: ['connecting'] },
    { when: 'its connection was just cut', args: ['reconnecting', '0'] },
    { when: 'it waits to connect again', args: ['reconnecting', '100'] },
    { when: 'it is connecting again', args: ['reconnecting', '520'] },
  ])('when $when', async ({ args }) => {
    const { text, afterMs } = await run(...args)
    expect(text).toBe('closed\n')
    expect(afterMs).toBeLessThan(2_000)
  })
})
