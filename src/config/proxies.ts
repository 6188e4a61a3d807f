import { type Environment, variable } from './environment.ts'
import type { Problem } from './problem.ts'

export type Proxies = { readonly http: string; readonly https: string; readonly except: string }

export const NO_PROXIES: Proxies = { http: '', https: '', except: '' }

/** A variable in either case, as other programs read it: the small letters win. */
const either = (env: Environment, name: string): string => variable(env, name.toLowerCase()) ?? variable(env, name) ?? ''

const isProxy = (value: string): boolean => value === '' || /^https?:$/.test(URL.parse(value)?.protocol ?? '')

/** Proxies for fetching feeds, as the environment names them. Their addresses may hold a password: problems do not repeat them. */
export function readProxies(env: Environment): { readonly proxies: Proxies; readonly problems: readonly Problem[] } {
  const proxies = { http: either(env, 'HTTP_PROXY'), https: either(env, 'HTTPS_PROXY'), except: either(env, 'NO_PROXY') }
  const problems = (['http', 'https'] as const)
    .filter((scheme) => !isProxy(proxies[scheme]))
    .map(
      (scheme): Problem => ({
        file: 'environment',
        line: null,
        path: `${scheme.toUpperCase()}_PROXY`,
        message: 'this is no address of a proxy',
        fix: 'Write it in full: http://proxy.example:3128.',
      }),
    )
  return problems.length > 0 ? { proxies: NO_PROXIES, problems } : { proxies, problems }
}
