// npm run faults -- --rounds N --seed S [--without nonce|reconciliation|lease] [--said]: the real program against both platforms' stand-ins
// while everything goes wrong; at the end, what they hold against what should be there.
import { parseArgs } from 'node:util'
import { campaign } from './campaign.ts'
import { SAFEGUARDS } from './safeguards.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    without: { type: 'string' },
    said: { type: 'boolean' },
  },
})
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
const knows = values.without === undefined || values.without in SAFEGUARDS
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed) || !knows) {
  process.stderr.write(`npm run faults -- --rounds 20 --seed 1 [--without ${Object.keys(SAFEGUARDS).join('|')}]\n`)
  process.exit(2)
}
const beganAt = performance.now()
const result = await campaign({
  rounds,
  seed,
  without: values.without,
  onRound: ({ round, tookMs, kills, lost, doubled, disordered, unanswered }, world) => {
    const troubles = [...lost.map((one) => `LOST ${one}`), ...doubled.map((one) => `DOUBLED ${one}`)]
    troubles.push(...disordered.map((one) => `OUT OF ORDER ${one}`), ...unanswered.map((one) => `no answer on ${one}`))
    if (troubles.length > 0 && values.said) process.stderr.write(`${world.said()}\n`)
    process.stderr.write(`round ${round}: ${tookMs} ms, ${kills} killed${troubles.map((one) => `\n  ${one}`).join('')}\n`)
  },
})
const seconds = Math.round((performance.now() - beganAt) / 1000)
process.stdout.write(
  `${result.rounds} rounds, seed ${seed}${values.without === undefined ? '' : `, without ${values.without}`}: ` +
    `${result.lost.length} lost, ${result.doubled.length} doubled, ${result.disordered.length} out of order, ` +
    `${result.unanswered.length} commands unanswered; ${result.right} posts stand as they should; ` +
    `${result.starts} starts, ${result.kills} of them killed; slowest ${result.slowestMs} ms; ${seconds} s\n`,
)
process.exitCode = result.lost.length + result.doubled.length + result.disordered.length === 0 ? 0 : 1
