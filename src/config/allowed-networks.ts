import ipaddr from 'ipaddr.js'
import type { Problem } from './problem.ts'
import type { Source } from './source.ts'

/** Where clouds hand out the keys of a machine to whoever asks from it: over IPv4 nearly all of them, over IPv6 Amazon's. */
const METADATA = ['169.254.169.254', 'fd00:ec2::254']
/** The largest network set apart for private use is a /8; of IPv6 a /7 (RFC 1918, RFC 4193). */
const WIDEST = { ipv4: 8, ipv6: 7 } as const

/** Networks that feeds may reach, and that no feed should: what they are open to, as warnings. `networks` are valid CIDRs. */
export function openNetworks(networks: readonly string[], problemAt: Source['problem']): readonly Problem[] {
  return networks.flatMap((written) => {
    const [network, bits] = ipaddr.parseCIDR(written)
    const path = ['poll', 'allowAddresses']
    if (bits < WIDEST[network.kind()])
      return [
        problemAt(path, `any feed may reach this machine's own networks through ${written}`, 'Name the network of your own feeds alone.'),
      ]
    const isOpen = METADATA.map((address) => ipaddr.parse(address)).some(
      (each) => each.kind() === network.kind() && each.match(network, bits),
    )
    return isOpen
      ? [
          problemAt(
            path,
            `any feed may ask this machine's cloud for its keys through ${written}`,
            'Name the network of your own feeds alone.',
          ),
        ]
      : []
  })
}
