import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Starts the PostgreSQL that the database tests of one run share. */
const databases = ['tests/make/global-setup.ts'].filter((file) => existsSync(file))

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**'],
          globalSetup: databases,
          setupFiles: ['tests/console.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/console.ts'],
          // One browser and one server at a time: the journeys share two cores with them.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
