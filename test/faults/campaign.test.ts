import { expect, test } from 'vitest'
import { campaign } from './campaign.ts'

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
  // Eleven on a machine that does nothing else; on a busy one a storm is often over before its moment has come.
  expect(kills).toBeGreaterThan(0)
})
