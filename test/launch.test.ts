import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

test('every script that starts the program goes by the launcher, which an old Node can read', () => {
  const starting = ['start', 'demo', 'cli', 'register'].map((name) => manifest.scripts[name] ?? '')
  for (const script of starting) expect(script).toContain('src/launch.js')
  const launcher = readFileSync(path.join(ROOT, 'src/launch.js'), 'utf8')
  expect(launcher).not.toMatch(/: (string|number)|import type|satisfies/)
})
