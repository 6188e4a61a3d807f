import { once } from 'node:events'
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'

/**
 * `cut`: every connection ends, and no new one comes through. `forget`: this side's connections end, and the server is not told.
 * `silent`: connections stand, and what is said on them is lost.
 */
export type GateWay = 'open' | 'cut' | 'forget' | 'silent'

/** A network between a program and a server on loopback. */
export async function startGate(target: number): Promise<{ readonly port: number; now(way: GateWay): void; close(): Promise<void> }> {
  let isOpen = true
  let isSilent = false
  const pairs = new Set<readonly [Socket, Socket]>()
  const gate = createServer((near) => {
    near.on('error', () => {})
    if (!isOpen) return near.destroy()
    const far = dial(target, '127.0.0.1').on('error', () => {})
    near.on('data', (bytes) => isSilent || far.write(bytes))
    far.on('data', (bytes) => isSilent || near.write(bytes))
    near.on('end', () => far.end())
    far.on('close', () => near.destroy())
    pairs.add([near, far])
  }).listen(0, '127.0.0.1')
  await once(gate, 'listening')
  return {
    port: (gate.address() as AddressInfo).port,
    now(way) {
      isOpen = way !== 'cut'
      isSilent = way === 'silent'
      for (const [near, far] of way === 'open' || isSilent ? [] : pairs) {
        near.destroy()
        if (way === 'cut') far.destroy()
      }
    },
    async close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      gate.close()
      await once(gate, 'close')
    },
  }
}
