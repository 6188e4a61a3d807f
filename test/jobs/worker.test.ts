import { expect, test } from 'vitest'
import { silentLog } from '#src/domain/log.ts'
import { createWorker } from '#src/jobs/worker.ts'

/** Work that is finished by hand, and counts how many run at once. */
function handWork() {
  const finish: (() => void)[] = []
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((resolve) => finish.push(resolve))
    running -= 1
  }
  return { work, finish, most: () => most }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('runs asked for during a run become exactly one more, and never overlap', async () => {
  const { work, finish, most } = handWork()
  const worker = createWorker('poll', work, silentLog)
  for (let i = 0; i < 5; i++) worker.kick()
  await turn()
  finish[0]?.()
  await turn()
  finish[1]?.()
  await turn()
  expect(finish).toHaveLength(2)
  expect(most()).toBe(1)
  await worker.stop()
})

test('a run that throws is told by name and the next one still runs', async () => {
  const told: string[] = []
  let runs = 0
  const worker = createWorker(
    'deliver',
    async () => {
      runs += 1
      if (runs === 1) throw new Error('disk full')
    },
    { ...silentLog, error: (fields, message) => void told.push(`${message} ${JSON.stringify(fields)}`) },
  )
  await worker.run()
  await worker.run()
  expect(runs).toBe(2)
  expect(told).toEqual(['Deliver has stopped: disk full. It is tried again by itself; nothing is lost. {}'])
})

test('a trouble that lasts is told once, rests between tries, and its end is told too', async () => {
  const told: string[] = []
  const keep = (_: object, message: string) => void told.push(message)
  let runs = 0
  let isFull = true
  const work = async () => {
    runs += 1
    if (isFull) throw new Error('the disk is full')
  }
  const worker = createWorker('polling', work, { ...silentLog, info: keep, error: keep })
  await worker.run()
  await worker.run()
  worker.kick()
  await turn()
  expect(runs).toBe(2)
  isFull = false
  await worker.run()
  worker.kick()
  await turn()
  expect(runs).toBe(4)
  expect(told).toEqual(['Polling has stopped: the disk is full. It is tried again by itself; nothing is lost.', 'Polling works again.'])
})

test('stopping waits for the run under way and takes no more', async () => {
  const { work, finish } = handWork()
  const worker = createWorker('pipeline', work, silentLog)
  worker.kick()
  await turn()
  const stopped = worker.stop()
  worker.kick()
  finish[0]?.()
  await stopped
  expect(finish).toHaveLength(1)
})

test('what stands in the way is told while it does, and no longer', async () => {
  let broken = true
  const worker = createWorker(
    'judging',
    async () => {
      if (broken) throw new Error('the disk is full')
    },
    silentLog,
  )
  expect(worker.trouble()).toBeNull()
  await worker.run()
  expect(worker.trouble()).toContain('the disk is full')
  broken = false
  await worker.run()
  expect(worker.trouble()).toBeNull()
})
