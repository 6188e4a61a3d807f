import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/stand-ins/postgres/once.ts'],
    // Many files wait on processes, sockets and browsers rather than work: more workers than cores halve the time.
    maxWorkers: 4,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
