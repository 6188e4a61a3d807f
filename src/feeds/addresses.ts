import { lookup as lookupOfNode } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { buildConnector } from 'undici'

/** Thrown at connect time: the address is one that a feed may never reach. */
export class BlockedAddress extends Error {
  readonly address: string

  constructor(address: string) {
    super(`the address ${address} is not on the public internet`)
    this.address = address
  }
}

type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

/** An address as what it is on the wire: IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
const readAddress = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | null => (ipaddr.isValid(text) ? ipaddr.process(text) : null)

/** IPv6 ranges that carry an IPv4 address, and where it stands in their bytes: NAT64 (RFC 6052) and 6to4 (RFC 3056). */
function carriedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const range = address.range()
  const bytes = address.toByteArray()
  const from = range === 'rfc6052' ? 12 : range === '6to4' ? 2 : -1
  return from < 0 ? null : new ipaddr.IPv4(bytes.slice(from, from + 4))
}

/**
 * Whether an address is on the public internet: not private, loopback, link-local, carrier-grade NAT, multicast,
 * unspecified, reserved, or an IPv6 form of one of these.
 */
export function isPublicAddress(text: string): boolean {
  const address = readAddress(text)
  if (address === null) return false
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast'
  const carried = carriedIpv4(address)
  return carried === null ? address.range() === 'unicast' && isAllotted(address) : carried.range() === 'unicast'
}

/** All that is given to anyone is of 2000::/3; `::7f00:1` is the loopback in a form long given up (RFC 4291, 2.4 and 2.5.5.1). */
const isAllotted = (address: ipaddr.IPv6): boolean => ((address.toByteArray()[0] ?? 0) & 0xe0) === 0x20

const isWithin = (text: string, networks: readonly Network[]): boolean => {
  const address = readAddress(text)
  return address !== null && networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))
}

type Resolved = { readonly address: string; readonly family: number }

/** Resolves a name and keeps the addresses that may be reached; fails with BlockedAddress where none is left. */
const guardedLookup =
  (lookup: LookupFunction, mayReach: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, [])
      const all: readonly Resolved[] = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found
      const allowed = all.filter(({ address }) => mayReach(address))
      const [first] = allowed
      if (first === undefined) return callback(new BlockedAddress(all[0]?.address ?? hostname), [])
      return options.all === true ? callback(null, [...allowed]) : callback(null, first.address, first.family)
    })
  }

export type ConnectOptions = {
  readonly timeoutMs: number
  /** CIDRs that may be reached although they are not public: for tests and intranets. */
  readonly allowAddresses: readonly string[]
  readonly lookup?: LookupFunction
  /** A certificate to trust, PEM, in place of the usual ones: for tests. */
  readonly ca?: string | undefined
}

/**
 * Opens connections to public addresses only. Names are checked after they are resolved, in the same step that connects, so
 * a name that resolves differently a second time gains nothing; addresses written out are checked as they are; and what the
 * socket is connected to in the end is checked once more.
 */
export function guardedConnector({ timeoutMs, allowAddresses, lookup = lookupOfNode, ca }: ConnectOptions): buildConnector.connector {
  const networks = allowAddresses.map((cidr): Network => ipaddr.parseCIDR(cidr))
  const mayReach = (address: string) => isPublicAddress(address) || isWithin(address, networks)
  const connect = buildConnector({
    timeout: timeoutMs,
    lookup: guardedLookup(lookup, mayReach),
    // HTTP/2 where the server has it: it is agreed on in the handshake, over the connection that was checked.
    allowH2: true,
    preferH2: true,
    ...(ca === undefined ? {} : { ca }),
  })
  return (options, callback) => {
    const literal = options.hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) !== 0 && !mayReach(literal)) return callback(new BlockedAddress(literal), null)
    return connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null)
      const remote = socket.remoteAddress ?? ''
      if (mayReach(remote)) return callback(null, socket)
      socket.destroy()
      return callback(new BlockedAddress(remote), null)
    })
  }
}

/** Why a name may not be reached by what it resolves to here; null where it may be, or where it does not resolve here at all. */
export async function refusedAddress(hostname: string, options: Omit<ConnectOptions, 'timeoutMs'>): Promise<BlockedAddress | null> {
  const networks = options.allowAddresses.map((cidr): Network => ipaddr.parseCIDR(cidr))
  const mayReach = (address: string) => isPublicAddress(address) || isWithin(address, networks)
  const lookup = guardedLookup(options.lookup ?? lookupOfNode, mayReach)
  return new Promise((answer) => lookup(hostname, { all: true }, (error) => answer(error instanceof BlockedAddress ? error : null)))
}
