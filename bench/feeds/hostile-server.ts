// The other side of `bench hostile`, in a process of its own, so that what it holds is not counted as the fetcher's.
import { startFeedServer } from '../../test/stand-ins/feed-server.ts'
import { CASES, SERVER_ADDRESS } from './hostile-cases.ts'

const GOOD =
  '<rss version="2.0"><channel><title>Good</title><item><title>Ministers met in Busan</title><link>https://good.example/1</link></item></channel></rss>'

const server = await startFeedServer(SERVER_ADDRESS)
server.set('/good', { kind: 'feed', body: GOOD })
const cases = CASES.map((make, n) => {
  const { name, behaviours, host } = make()
  server.set(`/${n}`, ...behaviours)
  return { name, path: `/${n}`, host: host ?? `hostile-${n}.test` }
})
process.send?.({ port: Number(new URL(server.origin).port), cases })
process.on('disconnect', () => process.exit())
