// Opens the store named on its command line, a file or an address, and says how that went: run as another process. With `unprivileged`, root gives
// up its rights first, since no mode keeps root from writing.
import { openStore } from '#src/store/store.ts'

const NOBODY = 65_534
const [path = '', rights = ''] = process.argv.slice(2)
if (rights === 'unprivileged' && process.getuid?.() === 0) {
  process.setgid?.(NOBODY)
  process.setuid?.(NOBODY)
}
try {
  const store = await openStore(path.startsWith('postgres:') ? { url: path } : { path })
  await store.close()
  process.stdout.write('opened\n')
} catch (error) {
  const { name, kind, message } = error as { name: string; kind: string; message: string }
  process.stdout.write(`${name} ${kind} ${message}\n`)
}
