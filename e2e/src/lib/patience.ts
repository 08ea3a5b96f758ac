/** How long a test waits for what the stack does by itself: long enough for two slow, shared cores. Nothing here measures speed. */
export const patient = { timeout: 300_000, interval: 500 }
