/** Two deliveries closer than this are one: npm passes on a Ctrl-C that the terminal has already sent to the whole group. */
const SAME_DELIVERY_MS = 700

export interface Interruption {
  /** Fires at the first Ctrl-C, SIGTERM or closed terminal: end in order. */
  readonly stop: AbortSignal
  /** Fires at the second: end at once. */
  readonly kill: AbortSignal
  /** The signal that asked for the end, once one has. */
  readonly cause: () => NodeJS.Signals | undefined
}

/** Turns this process's signals into an orderly end, then a forced one. `onFirst` and `onSecond` tell the person. */
export function listenForInterruption(onFirst: (signal: NodeJS.Signals) => void, onSecond: () => void): Interruption {
  const stop = new AbortController()
  const kill = new AbortController()
  let cause: NodeJS.Signals | undefined
  let lastAt = 0
  const receive = (signal: NodeJS.Signals) => {
    const now = Date.now()
    const repeated = now - lastAt < SAME_DELIVERY_MS
    lastAt = now
    if (cause === undefined) {
      cause = signal
      onFirst(signal)
      stop.abort()
    } else if (!repeated && !kill.signal.aborted) {
      onSecond()
      kill.abort()
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, receive)
  return { stop: stop.signal, kill: kill.signal, cause: () => cause }
}
