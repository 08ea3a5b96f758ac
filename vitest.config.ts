import { defineConfig } from 'vitest/config'

// Unit tests only: fast, beside the file they test, no process and no network.
// Tests on the real stack have their own configuration in e2e/.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            '{contracts,producer,control-plane,stack,audit,analytics,bench}/src/**/*.test.ts',
            'e2e/src/lib/*.test.ts',
          ],
        },
      },
      {
        test: { name: 'frontend', root: 'frontend', environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
      },
    ],
  },
})
