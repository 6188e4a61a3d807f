// Holds the store named on its command line, a file or an address, until it is killed, and says how that went: run as another process.
import { silentLog } from '#src/domain/log.ts'
import { openOwnStore } from '#src/store/store.ts'

const [place = ''] = process.argv.slice(2)
try {
  await openOwnStore({ ...(place.startsWith('postgres:') ? { url: place } : { path: place }), log: silentLog })
  process.stdout.write('held\n')
  setInterval(() => {}, 60_000)
} catch (error) {
  const { name, kind, message } = error as { name: string; kind: string; message: string }
  process.stdout.write(`${name} ${kind} ${message}\n`)
}
