import type { PgBoss } from 'pg-boss'

/** All these moments are written by the server's own clock: one that lies ahead of it shows that the clock was put back. */
const AHEAD = `now() + interval '10 seconds'`

/** By its own name in the place of each column that lies ahead: nothing, or now. */
const setBack = (columns: readonly string[], instead: 'null' | 'now()'): string =>
  columns.map((column) => `${column} = case when ${column} > ${AHEAD} then ${instead} else ${column} end`).join(', ')

const isAhead = (columns: readonly string[]): string => `greatest(${columns.join(', ')}) > ${AHEAD}`

const PASSES = ['cron_on', 'bam_on', 'flow_on', 'reindex_on']
const OF_QUEUES = ['monitor_claim_on', 'monitor_on', 'maintain_on']
const OF_JOBS = ['start_after', 'started_on', 'heartbeat_on']

/**
 * Where the clock of the database's server was put back, pg-boss 12.35 would hand out no job from before, notice nobody's death and ring
 * no bell until the clock is there again, be that a year: what it noted ahead of its time is set to what it would note now.
 */
export async function mindServerClock(boss: PgBoss, schema: string): Promise<void> {
  await boss.getDb().executeSql(
    `update ${schema}.version set ${setBack(PASSES, 'null')} where ${isAhead(PASSES)};
     update ${schema}.queue set ${setBack(OF_QUEUES, 'null')} where ${isAhead(OF_QUEUES)};
     update ${schema}.job set ${setBack(OF_JOBS, 'now()')} where state <= 'active' and ${isAhead(OF_JOBS)}`,
  )
}
