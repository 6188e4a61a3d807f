import { startMachines } from '../web/machines.ts'
import type { Base } from './base.ts'

/** Where a process without a page answers programs that watch it: at the page's own address. */
export async function openMachines({ options, observer, troubles, log, parts }: Base): Promise<{ readonly url: string }> {
  const { host, port, names } = options.config.settings.web
  const served = await startMachines({ ...observer.onPage, host, port, names, troubles, log, variables: 'WEB' })
  return parts.adopt(served, (part) => part.close())
}
