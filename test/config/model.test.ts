import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readModel } from '#src/config/model.ts'
import { ConfigError, loadConfig } from '#src/config.ts'

const KEY = 'sk-planted-0123456789'
const read = (env: Record<string, string>) => readModel(env, (path) => readFile(path, 'utf8'))

describe('the language model of the environment', () => {
  test('is none unless it is named', async () => {
    expect(await read({})).toEqual({ model: null, problems: [], warnings: [] })
  })

  test.each(['http://127.0.0.1:11434/v1', 'http://10.1.2.3/v1/', 'https://models.example/v1'])('may live anywhere: %s', async (url) => {
    const { model, problems } = await read({ MODEL_BASE_URL: url, MODEL_NAME: 'small' })
    expect(problems).toEqual([])
    expect(model).toEqual({ baseUrl: url.replace(/\/$/, ''), name: 'small', apiKey: null })
  })

  test('has a key that does not print', async () => {
    const { model } = await read({ MODEL_BASE_URL: 'https://models.example/v1', MODEL_NAME: 'small', MODEL_API_KEY: KEY })
    expect(model?.apiKey?.reveal()).toBe(KEY)
    expect(`${inspect(model, { depth: 9 })}${JSON.stringify(model)}`).not.toContain(KEY)
  })

  test.each([
    ['MODEL_BASE_URL', { MODEL_BASE_URL: 'models.example', MODEL_NAME: 'small' }, 'no web address'],
    ['MODEL_BASE_URL', { MODEL_BASE_URL: `https://me:${KEY}@models.example/v1`, MODEL_NAME: 'small' }, 'a user name or a password'],
    ['MODEL_BASE_URL', { MODEL_BASE_URL: `https://models.example/v1?key=${KEY}`, MODEL_NAME: 'small' }, 'goes on after the path'],
    ['MODEL_NAME', { MODEL_BASE_URL: 'https://models.example/v1' }, 'no model is named'],
    [
      'MODEL_API_KEY',
      { MODEL_BASE_URL: 'https://models.example/v1', MODEL_NAME: 'small', MODEL_API_KEY: KEY, MODEL_API_KEY_FILE: '/x' },
      'both',
    ],
  ])('is told what is wrong with %s (%#), without the key', async (path, env, message) => {
    const { model, problems } = await read(env as Record<string, string>)
    expect(model).toBeNull()
    expect(problems.map((problem) => problem.path)).toEqual([path])
    expect(problems[0]?.message).toContain(message)
    expect(JSON.stringify(problems)).not.toContain(KEY)
  })

  test.each([
    ['a name without an address', { MODEL_NAME: 'small' }, 'no model is asked'],
    [
      'a key over plain HTTP to another machine',
      { MODEL_BASE_URL: 'http://10.1.2.3/v1', MODEL_NAME: 'small', MODEL_API_KEY: KEY },
      'plain HTTP',
    ],
  ])('is warned of %s', async (_, env, message) => {
    const { problems, warnings } = await read(env as Record<string, string>)
    expect(problems).toEqual([])
    expect(warnings.map((warning) => warning.message).join()).toContain(message)
  })

  test('is not warned of a key over plain HTTP to this machine', async () => {
    expect((await read({ MODEL_BASE_URL: 'http://localhost:8000/v1', MODEL_NAME: 'small', MODEL_API_KEY: KEY })).warnings).toEqual([])
  })
})

describe('the limits of settings.yaml', () => {
  const load = (model: string) =>
    loadConfig({
      dir: 'config',
      env: {},
      readFile: async (path) => (path.endsWith('settings.yaml') ? `model:\n  ${model}\n` : readFile(path, 'utf8')),
    })

  test('are read, and the rest keeps its default', async () => {
    const { settings } = await load('band: 0.2')
    expect(settings.model).toMatchObject({ band: 0.2, timeoutMs: 20_000, secondOpinion: true })
  })

  test.each([
    ['band: 0.7', '0.7 is out of range'],
    ['band: wide', 'is no number'],
    ['timeout: 20', 'is no duration'],
    ['callsPerDay: -1', 'is out of range'],
    ['wording: perhaps', 'is neither true nor false'],
    ['bands: 0.2', 'bands'],
  ])('%s is a problem', async (line, message) => {
    const error = await load(line).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ConfigError)
    expect(String(error)).toContain(message)
  })
})
