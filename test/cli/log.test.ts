import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openLog } from '#src/cli/log.ts'
import { Secret } from '#src/domain/secret.ts'

function logTo(interactive: boolean, level = 'info', secrets: readonly Secret[] = []) {
  const stderr = new PassThrough()
  let text = ''
  stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return { log: openLog(level, { stderr, interactive }, secrets), said: () => text }
}

test('where a person watches, a line is a time, a sentence and its details', () => {
  const { log, said } = logTo(true)
  log.info({ route: 'local', revision: 2 }, 'edited')
  log.warn({ feed: 'river' }, 'River Wire cannot be reached: the name river.example does not resolve.')
  log.error({}, 'Polling has stopped: the disk is full.')
  expect(said().split('\n')).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d Edited \(route local, revision 2\)$/),
    expect.stringMatching(/^\d\d:\d\d:\d\d Warning: River Wire cannot be reached: .* does not resolve\. \(feed river\)$/),
    expect.stringMatching(/^\d\d:\d\d:\d\d Error: Polling has stopped: the disk is full\.$/),
    '',
  ])
})

test('what a feed or server said cannot move the cursor, break the line or turn the text around', () => {
  const { log, said } = logTo(true)
  log.warn({ title: '\u001b[2Jgone\r\n12:00:00 All is well' }, 'a page titled “\u202egnp.exe”')
  expect(said().trim()).not.toMatch(/[\p{Cc}\u202e]/u)
})

test('elsewhere a line is one JSON object, and a secret shows nowhere', () => {
  for (const interactive of [true, false]) {
    const { log, said } = logTo(interactive)
    log.error({ token: new Secret('planted-word') }, 'refused')
    expect(said()).not.toContain('planted-word')
    expect(said()).toContain('<redacted>')
    if (!interactive) expect(JSON.parse(said())).toMatchObject({ level: 50, msg: 'refused' })
  }
})

test('silent says nothing', () => {
  const { log, said } = logTo(true, 'silent')
  log.error({}, 'refused')
  expect(said()).toBe('')
})

test('a secret that a library put into an error is taken out of the line, and so is the password of an address', () => {
  const secrets = [new Secret('planted"word'), new Secret('postgres://watch:pass%20word@db.example/watch'), new Secret('abc')]
  for (const interactive of [true, false]) {
    const { log, said } = logTo(interactive, 'info', secrets)
    log.error(
      { error: 'Bearer planted"word was refused' },
      'postgres://watch:pass%20word@db.example/watch: no such user; tried “pass word”; abc',
    )
    expect(said()).not.toMatch(/planted|pass( |%20)word/)
    expect(said()).toContain('tried “<redacted>”; abc')
    if (!interactive) expect(JSON.parse(said())).toMatchObject({ error: 'Bearer <redacted> was refused' })
  }
})
