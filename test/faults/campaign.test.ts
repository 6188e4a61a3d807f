import { expect, test } from 'vitest'
import { campaign } from './campaign.ts'
import { SAFEGUARDS } from './safeguards.ts'

const ROUNDS = 20
const SEED = 1
/** About a minute on a machine that does nothing else. */
const LONGEST_MS = 900_000

test(`${ROUNDS} rounds of the real program against both platforms, killed and disturbed: nothing lost, nothing twice, nothing out of order`, {
  timeout: LONGEST_MS,
}, async () => {
  const { lost, doubled, disordered, rounds, right, kills } = await campaign({ rounds: ROUNDS, seed: SEED })
  expect({ lost, doubled, disordered, rounds }).toEqual({ lost: [], doubled: [], disordered: [], rounds: ROUNDS })
  // Thirty events in each of two stores, on four channels.
  expect(right).toBeGreaterThan(200)
  expect(kills).toBeGreaterThan(3)
})

// Each run ends with the first trouble. The long form of the same: `npm run faults -- --rounds 300 --without nonce`.
test.each(Object.keys(SAFEGUARDS))('without %s the same rounds find something doubled', { timeout: LONGEST_MS }, async (without) => {
  const { lost, doubled } = await campaign({ rounds: ROUNDS, seed: SEED, without, untilTrouble: true })
  expect(lost).toEqual([])
  expect(doubled).not.toEqual([])
})
