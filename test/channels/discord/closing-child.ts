import { setTimeout as wait } from 'node:timers/promises'
import { openDesk } from './setup.ts'

/** Opens the channel, brings the gateway into the state named, closes, and says so: the process has to end by itself. */
const desk = await openDesk()
const state = process.argv[2] ?? ''
if (state !== 'connecting') await desk.channel.ready
if (state === 'reconnecting') {
  desk.discord.gateway.cut()
  await wait(Number(process.argv[3] ?? 0))
}
await desk.channel.close()
await desk.discord.close()
process.stdout.write('closed\n')
