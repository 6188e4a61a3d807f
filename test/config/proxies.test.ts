import { expect, test } from 'vitest'
import { readProxies } from '#src/config/proxies.ts'

test('proxies are read in either case, the small letters first', () => {
  const env = { HTTP_PROXY: 'http://a.example:1', http_proxy: 'http://b.example:2', HTTPS_PROXY: 'https://c.example', NO_PROXY: '.local' }
  expect(readProxies(env)).toEqual({ proxies: { http: 'http://b.example:2', https: 'https://c.example', except: '.local' }, problems: [] })
  expect(readProxies({}).proxies).toEqual({ http: '', https: '', except: '' })
})

test('a proxy that is no address is told without repeating it, since it may hold a password', () => {
  const { problems } = readProxies({ HTTPS_PROXY: 'user:hunter2@proxy.example:3128' })
  expect(problems).toMatchObject([{ file: 'environment', path: 'HTTPS_PROXY', message: 'this is no address of a proxy' }])
  expect(JSON.stringify(problems)).not.toContain('hunter2')
})
