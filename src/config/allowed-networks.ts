import ipaddr from 'ipaddr.js'
import type { Problem } from './problem.ts'
import type { Source } from './source.ts'

/**
 * Where clouds hand out the keys of a machine to whoever asks from it: nearly all of them, by themselves and behind NAT64 (RFC 6052);
 * Amazon's containers and its IPv6; Alibaba's.
 */
const METADATA = ['169.254.169.254', '64:ff9b::a9fe:a9fe', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254', '100.100.100.200']
/** One address of each range that is somebody's own, and the largest network set apart for that: a /8, of IPv6 a /7 (RFC 1918, RFC 4193). */
const OWN = ['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.0.1', '::1', 'fc00::1', 'fe80::1']
const WIDEST = { ipv4: 8, ipv6: 7 } as const

/** Networks that feeds may reach, and that no feed should: what they are open to, as warnings. `networks` are valid CIDRs. */
export function openNetworks(networks: readonly string[], problemAt: Source['problem']): readonly Problem[] {
  return networks.flatMap((written) => {
    const [network, bits] = ipaddr.parseCIDR(written)
    const path = ['poll', 'allowAddresses']
    const holds = (addresses: readonly string[]): boolean =>
      addresses.map((address) => ipaddr.parse(address)).some((each) => each.kind() === network.kind() && each.match(network, bits))
    const warning = (message: string): readonly Problem[] => [
      problemAt(path, `${message} through ${written}`, 'Name the network of your own feeds alone.'),
    ]
    if (bits < WIDEST[network.kind()] && holds(OWN)) return warning("any feed may reach this machine's own networks")
    return holds(METADATA) ? warning("any feed may ask this machine's cloud for its keys") : []
  })
}
