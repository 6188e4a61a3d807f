import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '#src/config.ts'

const DIR = path.resolve(import.meta.dirname, '../../config')

async function warned(networks: string): Promise<readonly string[]> {
  const { warnings } = await loadConfig({ dir: DIR, env: { POLL_ALLOW_ADDRESSES: networks } })
  return warnings.map(({ path: at, message }) => `${at}: ${message}`)
}

describe('networks that feeds may reach', () => {
  test.each(['127.0.0.1/32', '10.0.0.0/8', '192.168.0.0/16', 'fd12:3456::/32', '10.1.0.0/16,172.16.0.0/12', '2000::/3'])(
    '%s is told of nothing',
    async (networks) => {
      expect(await warned(networks)).toEqual([])
    },
  )

  test.each(['0.0.0.0/0', '::/0', '10.0.0.0/7'])('%s opens this machine’s own networks, which is a warning', async (network) => {
    expect(await warned(`10.1.2.3/32,${network}`)).toEqual([
      `POLL_ALLOW_ADDRESSES: any feed may reach this machine's own networks through ${network}`,
    ])
  })

  test.each(['169.254.0.0/16', '169.254.169.254/32', '169.254.170.0/24', '64:ff9b::/96', '100.64.0.0/10', 'fd00::/8'])(
    '%s opens where clouds hand out keys, which is a warning',
    async (network) => {
      expect(await warned(network)).toEqual([`POLL_ALLOW_ADDRESSES: any feed may ask this machine's cloud for its keys through ${network}`])
    },
  )
})
