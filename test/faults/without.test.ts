import { expect, test } from 'vitest'
import { campaign } from './campaign.ts'
import { SAFEGUARDS } from './safeguards.ts'

const ROUNDS = 20
const SEED = 1
const LONGEST_MS = 900_000

// Each run ends with the first trouble. The long form of the same: `npm run faults -- --rounds 300 --without nonce`.
test.each(Object.keys(SAFEGUARDS))('without %s the same rounds find something doubled', { timeout: LONGEST_MS }, async (without) => {
  const { lost, doubled } = await campaign({ rounds: ROUNDS, seed: SEED, without, untilTrouble: true })
  expect(lost).toEqual([])
  expect(doubled).not.toEqual([])
})
