import { resolve } from 'node:path'
import { lookAt, restore } from '../store/backup.ts'
import { embeddedPath, isThere } from './store-path.ts'
import type { Verb } from './verb.ts'

type Options = { readonly config: string; readonly quiet?: boolean }

/** `store restore FILE`: a backup in the place of the store, which stays beside it. */
export const addStoreRestore: Verb = (parent, io) => {
  parent
    .command('restore')
    .argument('<file>', 'what "store backup" made')
    .description('put a backup in the place of the store; the bot must be stopped, and the store of now is kept beside it')
    .option('--quiet', 'let feeds count as never read, so that what is older than poll.backfill is recorded and not posted')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (name: string, options: Options) => {
      const path = await embeddedPath(io, options.config)
      const backup = resolve(io.cwd, name)
      if (path === null || !isThere(io, backup, `backup ${backup}`)) return
      const { items, stories, waiting } = lookAt(backup)
      const aside = `${path}.before-${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`
      const wasThere = await restore({ path, backup, aside, quiet: options.quiet === true })
      io.stdout.write(`${path}: ${items} items, ${stories} stories, ${waiting} posts waiting, which are looked for before they are sent\n`)
      if (wasThere) io.stdout.write(`The store of before is ${aside}: remove it when all is well.\n`)
      if (options.quiet !== true)
        io.stderr.write('Reports that came after the backup come as news again: see "Backups" in docs/operations.md before you start.\n')
    })
}
