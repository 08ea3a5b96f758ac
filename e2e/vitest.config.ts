import { defineConfig } from 'vitest/config'

// Tests on the running stack that LAKEHOUSE_HOME and LAKEHOUSE_PORT_OFFSET name (the default one without them).
// One file after another: they share the stack, and some of them restart parts of it.
export default defineConfig({
  test: {
    include: ['e2e/src/tests/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
