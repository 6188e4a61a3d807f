import { SingleBar } from 'cli-progress'
import type { StoreFault } from '../domain/upkeep.ts'
import { openStored } from './stored.ts'
import type { Verb } from './verb.ts'

type Options = { readonly config: string; readonly json?: boolean }

/** `store check`: everything wrong with the store, or that it is sound. */
export const addStoreCheck: Verb = (parent, io) => {
  parent
    .command('check')
    .description('look at the file, its references, the outbox and the search index, and say what is wrong; the bot may be running')
    .option('--json', 'print one JSON object')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (options: Options) => {
      await using opened = await openStored(io, options.config)
      if (opened === null) return
      const bar = io.interactive
        ? new SingleBar({ format: 'looking {bar} {value}/{total} {part}', stream: io.stderr as NodeJS.WriteStream, clearOnComplete: true })
        : null
      bar?.start(1, 0, { part: '' })
      const faults = await opened.store.upkeep.check((part, done, all) => {
        bar?.setTotal(all)
        bar?.update(done, { part })
      })
      bar?.stop()
      const { items, stories } = await opened.store.archive.counts()
      const size = await opened.store.figures.size()
      io.stdout.write(
        options.json === true
          ? `${JSON.stringify({ ok: faults.length === 0, items, stories, size, faults })}\n`
          : told(faults, { items, stories, size }),
      )
      if (faults.length > 0) io.exit(1)
    })
}

type Counts = { readonly items: number; readonly stories: number; readonly size: number }

function told(faults: readonly StoreFault[], { items, stories, size }: Counts): string {
  const counts = `${items} items, ${stories} stories, ${(size / 1e6).toFixed(1)} MB`
  if (faults.length === 0) return `The store is sound: ${counts}.\n`
  const lines = faults.map(({ part, text }) => `  ${part}: ${text}\n`).join('')
  return `The store is not sound (${counts}):\n${lines}Stop the bot, keep a copy of the store as it is, and restore the last backup that "store check" finds sound.\n`
}
