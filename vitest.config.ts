import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/stand-ins/postgres/once.ts'],
    // Many files wait on processes, sockets and browsers rather than work: more workers than cores halve the time.
    maxWorkers: 4,
    // Only to end what hangs: a slow machine is no failure.
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
})
