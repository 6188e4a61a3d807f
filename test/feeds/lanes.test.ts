import { expect, test } from 'vitest'
import { Lanes, type Turn } from '#src/feeds/lanes.ts'
import { freshState } from '#src/feeds/poll-state.ts'

const hostOf = ({ feedId }: { readonly feedId: string }): string => feedId.split('/')[0] ?? ''
const states = (...ids: readonly string[]) => ids.map((id) => freshState(id, 0))

/** Takes turns until none is given. */
function takeAll(lanes: Lanes, now: number): readonly Turn[] {
  const turns: Turn[] = []
  for (let turn = lanes.next(now); turn !== null; turn = lanes.next(now)) turns.push(turn)
  return turns
}

const idsOf = (turns: readonly Turn[]): readonly string[] => turns.map(({ state }) => state.feedId)

test('so many feeds are asked at once as the width says, and one of a host', () => {
  const lanes = new Lanes(2)
  lanes.add(states('a/1', 'a/2', 'b/1', 'c/1'), hostOf)
  const turns = takeAll(lanes, 0)
  expect(idsOf(turns)).toEqual(['a/1', 'b/1'])
  for (const turn of turns) lanes.done(turn, 10)
  expect(idsOf(takeAll(lanes, 10))).toEqual(['a/2', 'c/1'])
})

test('a feed that waits or runs is not taken in twice', () => {
  const lanes = new Lanes(1)
  lanes.add(states('a/1', 'b/1'), hostOf)
  lanes.next(0)
  lanes.add(states('a/1', 'b/1', 'c/1'), hostOf)
  expect(lanes.size).toBe(3)
})

test('an answer that is awaited for more than two seconds gives its place to another, up to three times the width', () => {
  const lanes = new Lanes(1)
  lanes.add(states('a/1', 'b/1', 'c/1', 'd/1', 'e/1', 'f/1'), hostOf)
  const at = [0, 2_500, 5_000, 7_500, 10_000]
  expect(at.map((now) => takeAll(lanes, now).length)).toEqual([1, 1, 1, 1, 0])
})

test('a host that was slow starts in the slow lane, and is quick again after a quick answer', () => {
  const lanes = new Lanes(1)
  const poll = (id: string, from: number, to: number) => {
    lanes.add(states(id), hostOf)
    const [turn] = takeAll(lanes, from)
    if (turn !== undefined) lanes.done(turn, to)
  }
  poll('a/1', 0, 9_000)
  lanes.add(states('a/1', 'b/1'), hostOf)
  const both = takeAll(lanes, 10_000)
  expect(idsOf(both)).toEqual(['a/1', 'b/1'])
  for (const turn of both) lanes.done(turn, 10_100)
  lanes.add(states('a/1', 'b/1'), hostOf)
  expect(idsOf(takeAll(lanes, 11_000))).toEqual(['a/1'])
})

test('of one host those that are well come before those that fail', () => {
  const lanes = new Lanes(1)
  const [failing, well] = states('a/1', 'a/2')
  if (failing === undefined || well === undefined) throw new Error('two states were made')
  lanes.add([{ ...failing, failures: 3 }, well], hostOf)
  expect(idsOf(takeAll(lanes, 0))).toEqual(['a/2'])
})

test('feeds of hosts that are being asked leave room for others: they could not be asked at once', () => {
  const lanes = new Lanes(4)
  lanes.add(states('a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3'), hostOf)
  expect(lanes.isShort(4)).toBe(false)
  takeAll(lanes, 0)
  expect(lanes.isShort(4)).toBe(true)
  lanes.add(states('c/1', 'd/1', 'e/1', 'f/1'), hostOf)
  takeAll(lanes, 0)
  expect(lanes.isShort(4)).toBe(false)
})

test('slow hosts that wait for each other leave room for quick ones, up to a number', () => {
  const lanes = new Lanes(1)
  const slow = Array.from({ length: 6 }, (_, n) => `s${n}/1`)
  lanes.add(states(...slow), hostOf)
  for (let n = 0; n < slow.length; n += 1) {
    const turn = lanes.next(n * 10_000)
    if (turn !== null) lanes.done(turn, n * 10_000 + 5_000)
  }
  lanes.add(states(...slow.slice(0, 4)), hostOf)
  expect(lanes.isShort(4)).toBe(true)
  lanes.add(states(...slow.slice(4)), hostOf)
  expect(lanes.isShort(4)).toBe(false)
})
