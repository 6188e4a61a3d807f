import { createTask } from 'node-cron'

/** When a schedule next falls due, in epoch milliseconds; as node-cron reads it, in an IANA zone. */
export function nextRun({ schedule, timeZone }: { readonly schedule: string; readonly timeZone: string }): number {
  const task = createTask(schedule, () => {}, { timezone: timeZone })
  try {
    const [next] = task.getNextRuns(1)
    if (next === undefined) throw new Error(`the schedule "${schedule}" never falls due`)
    return next.getTime()
  } finally {
    void task.destroy()
  }
}
