import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { backUp, lookAt } from '../store/backup.ts'
import { embeddedPath, isThere } from './store-path.ts'
import type { Verb } from './verb.ts'

/** `store backup FILE`: a whole copy of the store, which may be in use. */
export const addStoreBackup: Verb = (parent, io) => {
  parent
    .command('backup')
    .argument('<file>', 'a file that is not there yet')
    .description('copy the whole store, as it is at one moment, into a file; the bot may be running')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (name: string, options: { readonly config: string }) => {
      const path = await embeddedPath(io, options.config)
      if (path === null || !isThere(io, path, `store at ${path}: start the bot first, or name its store with STORE_PATH`)) return
      const file = resolve(io.cwd, name)
      const begun = performance.now()
      await backUp(path, file)
      const { items, stories, waiting } = lookAt(file)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      const megabytes = (statSync(file).size / 1e6).toFixed(1)
      io.stdout.write(`${file}: ${megabytes} MB, ${items} items, ${stories} stories, ${waiting} posts waiting; sound; ${seconds} s\n`)
    })
}
