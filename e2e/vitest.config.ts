import { defineConfig } from 'vitest/config'

// Tests on the running stack that LAKEHOUSE_HOME and LAKEHOUSE_PORT_OFFSET name (the default one without them).
// One file after another: they share the stack, and some of them restart parts of it.
export default defineConfig({
  test: {
    include: [process.env.LAKEHOUSE_TEST_LONG === undefined ? 'e2e/src/tests/*.test.ts' : 'e2e/src/long/*.test.ts'],
    fileParallelism: false,
    // Two slow, shared cores take their time; nothing here measures speed.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
  },
})
