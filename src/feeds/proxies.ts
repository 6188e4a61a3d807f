import { isIP } from 'node:net'
import { type Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { refusedAddress } from './addresses.ts'

/** As `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` say it; '' for none. */
export type Proxies = { readonly http: string; readonly https: string; readonly except: string }

/** Chooses how an address is connected to. Throws BlockedAddress where it may not be reached at all. */
export type Via = { readonly of: (url: URL) => Promise<Dispatcher>; readonly close: () => Promise<unknown> }

type ProxyOptions = Agent.Options & {
  readonly allowAddresses: readonly string[]
  readonly lookup?: Parameters<typeof refusedAddress>[1]['lookup']
}

/** A name that only this machine knows, or a written-out address: no proxy is asked for it, so the guard decides. */
const isLocal = (hostname: string): boolean => isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || /(?:^|\.)localhost\.?$/i.test(hostname)

/**
 * With proxies of the environment, by undici's rules for the three variables. A proxy resolves names itself, where no guard
 * stands: so what this machine can resolve is checked here first, and a name that leads only to private addresses is refused.
 * Written-out addresses are never asked of a proxy.
 */
export function viaProxies(direct: Agent, { http, https, except }: Proxies, { allowAddresses, lookup, ...options }: ProxyOptions): Via {
  if (http === '' && https === '') return { of: async () => direct, close: () => direct.destroy() }
  const proxied = new EnvHttpProxyAgent({ ...options, httpProxy: http, httpsProxy: https, noProxy: except })
  return {
    of: async (url) => {
      if (isLocal(url.hostname)) return direct
      const refused = await refusedAddress(url.hostname, { allowAddresses, ...(lookup === undefined ? {} : { lookup }) })
      if (refused !== null) throw refused
      return proxied
    },
    close: () => Promise.all([direct.destroy(), proxied.destroy()]),
  }
}
