import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Short files of long tests: begun last, they would be waited for with nothing beside them. */
const LONG = [
  'faults/campaign',
  'faults/without',
  'web/axe',
  'docs.test',
  'cli/replay',
  'app/model',
  'app/shared',
  'jobs/boss',
  'store/',
  'scale/',
  'feeds/week',
  'delivery/',
  'faults/',
  'e2e/',
  'web/',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((part) => moduleId.includes(`/test/${part}`))
      return at === -1 ? LONG.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/stand-ins/postgres/once.ts'],
    sequence: { sequencer: LongestFirst },
    // Many files wait on processes, sockets and browsers rather than work: more workers than cores halve the time.
    maxWorkers: 4,
    // Only to end what hangs: a slow machine is no failure.
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
})
