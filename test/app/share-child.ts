// One process' share of the work, as the first line of its standard input names it in JSON, until it is killed or that input ends.
import { createInterface } from 'node:readline'
import { openShare, type Share, type ShareOptions } from './share.ts'

let share: Promise<Share> | undefined
const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  share ??= openShare(JSON.parse(line) as ShareOptions)
  share.then(({ jobs }) => {
    jobs.start()
    process.stdout.write('at work\n')
  })
})
lines.on('close', async () => {
  await (await share)?.[Symbol.asyncDispose]()
  process.exit(0)
})
