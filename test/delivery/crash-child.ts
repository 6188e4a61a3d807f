// One life of a delivering process, made to be killed: it sends to a platform that is a file, one line a message.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDeliverer } from '#src/delivery/deliver.ts'
import type { Channel, Post, SendResult } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore } from '#src/store/store.ts'
import { makeRoute } from '../fixtures/make.ts'

const [path = '', platform = '', startedAt = '0', routeCount = '1'] = process.argv.slice(2)

const lines = (): readonly string[] => (existsSync(platform) ? readFileSync(platform, 'utf8').split('\n').filter(Boolean) : [])
const lineOf = ({ route, brief, key }: Post): string => `${route.id} ${brief.storyId} ${brief.revision} ${key}`
const receipt = (post: Post): SendResult => ({ kind: 'sent', receipt: { channel: post.route.channel, messageId: post.key } })

const channel: Channel = {
  platform: 'local',
  async send(post) {
    await sleep(Math.random() * 4)
    appendFileSync(platform, `${lineOf(post)}\n`)
    await sleep(Math.random() * 4)
    return receipt(post)
  },
  async reconcile(post) {
    await sleep(Math.random() * 4)
    return lines().includes(lineOf(post)) ? receipt(post) : null
  },
  close: async () => {},
}

const offset = Number(startedAt) - Date.now()
const clock = () => Date.now() + offset
const store = await openStore({ path, now: clock })
const routes = Array.from({ length: Number(routeCount) }, (_, index) => makeRoute({ id: `route-${index}` }))
const deliverer = createDeliverer({
  outbox: store.outbox,
  stops: store.stops,
  routes: () => routes,
  channels: new Map([['local', channel]]),
  clock,
  log: silentLog,
})
process.stdout.write('ready\n')
await deliverer.run(new AbortController().signal)
await store.close()
process.stdout.write('done\n')
