import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { slashNames } from '#src/channels/slack/arguments.ts'
import { commands } from '#src/commands/index.ts'
import { METHODS } from '../../stand-ins/slack/methods.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const SOURCE = path.join(ROOT, 'src/channels/slack')

type Manifest = {
  readonly features: {
    readonly slash_commands: readonly { readonly command: string; readonly description: string; readonly should_escape: boolean }[]
  }
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } }
  readonly settings: { readonly interactivity: { readonly is_enabled: boolean }; readonly socket_mode_enabled: boolean }
}

const manifest = parse(readFileSync(path.join(ROOT, 'docs/slack-app-manifest.yaml'), 'utf8')) as Manifest
const scopes = manifest.oauth_config.scopes.bot
const code = readdirSync(SOURCE)
  .map((file) => readFileSync(path.join(SOURCE, file), 'utf8'))
  .join('\n')

/** What each Web API method needs, as its page says; the upload method is three methods in one. https://docs.slack.dev/reference/methods */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'users.info': ['users:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'conversations.info': ['channels:read', 'groups:read'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  filesUploadV2: ['files:write'],
  'files.info': ['files:read'],
}

/** The methods that the code calls on a client. */
const called = [...code.matchAll(/\bclient\.([a-z]+\.[a-zA-Z]+|filesUploadV2)\(/g)].flatMap(([, name = '']) =>
  name.startsWith('disconnect') ? [] : [name],
)

describe('the manifest of the Slack app', () => {
  test('asks for the scopes of the methods the code calls, and for no other', () => {
    expect(new Set(called)).toEqual(new Set(Object.keys(METHOD_SCOPES)))
    expect(new Set(scopes)).toEqual(new Set(['commands', ...called.flatMap((name) => METHOD_SCOPES[name] ?? [])]))
  })

  test('asks for what the stand-in demands too', () => {
    for (const { scope } of Object.values(METHODS)) if (scope !== null) expect(scopes).toContain(scope)
  })

  test('names every command of the bot that Slack lets an app have, and no other', () => {
    expect(manifest.features.slash_commands.map((one) => one.command).toSorted()).toEqual([...slashNames(commands)].toSorted())
  })

  test('keeps what is typed as it was typed', () => {
    for (const one of manifest.features.slash_commands) {
      expect(one.should_escape).toBe(false)
      expect(one.description.length).toBeGreaterThan(0)
    }
  })

  test('has the two addresses that buttons and lists need over HTTP, to be taken in', () => {
    const text = readFileSync(path.join(ROOT, 'docs/slack-app-manifest.yaml'), 'utf8').replace(
      /# (request_url|message_menu_options_url):/g,
      '$1:',
    )
    const address = 'https://YOUR-HOST/slack/events'
    expect((parse(text) as { settings: object }).settings).toMatchObject({
      interactivity: { is_enabled: true, request_url: address, message_menu_options_url: address },
    })
  })

  test('turns on socket mode and buttons', () => {
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } })
  })
})
