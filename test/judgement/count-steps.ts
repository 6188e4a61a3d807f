import { Session } from 'node:inspector/promises'

/** The rooms whose steps count. */
const COUNTED = /\/src\/(?:judgement|knowledge)\//

/** Says how many steps a task took. */
export type StepCount = (task: () => void) => Promise<number>

/**
 * Counts the steps that the code of judgement and knowledge takes: how often each of its blocks runs, as V8 counts them. Unlike time
 * that is the same on a busy machine. Only code loaded after this call is counted block by block.
 */
export async function countSteps(): Promise<StepCount> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return async (task) => {
    await session.post('Profiler.takePreciseCoverage')
    task()
    const { result } = await session.post('Profiler.takePreciseCoverage')
    const blocks = result.filter(({ url }) => COUNTED.test(url)).flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    return blocks.reduce((total, { count }) => total + count, 0)
  }
}
