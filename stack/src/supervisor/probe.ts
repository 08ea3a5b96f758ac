import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { LOOPBACK } from '@lakehouse/contracts/endpoints.ts'
import { Failure } from '../system/failure.ts'
import type { Check, Readiness } from './service-spec.ts'

/** One attempt; long, because on a machine that starts ten processes at once an honest answer may take its time. */
const ATTEMPT_TIMEOUT_MS = 20_000
const POLL_MS = 150

/**
 * Waits until the check passes.
 * @throws {Failure} naming what was waited for and the last answer when the time is up.
 * @throws the reason of `signal` when it fires.
 */
export async function waitUntilReady(name: string, readiness: Readiness, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + readiness.timeoutMs
  for (;;) {
    signal.throwIfAborted()
    const problem = await attempt(readiness.check, signal)
    if (problem === undefined) return
    if (Date.now() > deadline) {
      const seconds = readiness.timeoutMs / 1000
      throw new Failure(
        `${name}: after ${seconds} s it still does not do this: ${readiness.what}. Last answer: ${problem}`,
      )
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

/** One attempt: undefined when the check passes, else the reason. */
export async function attempt(check: Check, signal: AbortSignal): Promise<string | undefined> {
  try {
    await check(AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]))
    return undefined
  } catch (error) {
    const { message, cause } = error as Error
    return cause instanceof Error && cause.message ? `${message}: ${cause.message}` : message
  }
}

/** Ready when a GET is answered with 2xx and, where given, `accept` agrees with the JSON it carries. */
export function httpReadiness(
  url: string,
  timeoutMs: number,
  accept: (body: unknown) => string | undefined = () => undefined,
): Readiness {
  return {
    what: `answers on ${url}`,
    timeoutMs,
    check: async (signal) => {
      const response = await fetch(url, { signal })
      const text = await response.text()
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      const problem = accept(response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text)
      if (problem !== undefined) throw new Error(problem)
    },
  }
}

/** Ready when a TCP connection is accepted. */
export function tcpReadiness(port: number, timeoutMs: number): Readiness {
  return {
    what: `accepts connections on ${LOOPBACK}:${port}`,
    timeoutMs,
    check: (signal) =>
      new Promise((resolve, reject) => {
        const socket = connect({ host: LOOPBACK, port, signal })
        socket.once('connect', () => {
          socket.destroy()
          resolve()
        })
        socket.once('error', reject)
      }),
  }
}

/** Passes when a server answers anything to these bytes: a process that stands still accepts connections, and no more. */
export function tcpAnswer(port: number, request: Uint8Array): Check {
  return (signal) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: LOOPBACK, port, signal }, () => socket.write(request))
      socket.once('data', () => {
        socket.destroy()
        resolve()
      })
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('the connection was closed without an answer')))
    })
}
