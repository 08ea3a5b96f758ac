import { spawn } from 'node:child_process'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLog } from '../supervisor/log-file.ts'
import { Interrupted } from '../system/failure.ts'
import { lockOwner } from '../system/process-lock.ts'
import type { Interruption } from './interruption.ts'
import { launcherLock, launcherLog, readLauncherState } from './launcher-state.ts'

const POLL_MS = 200

/**
 * Starts a launcher in the background and shows what it writes until the stack is live (then 0, and it goes on) or the
 * launcher ends (then its exit code). An interruption is passed on to it.
 */
export async function followLauncher(
  script: string,
  args: readonly string[],
  home: string,
  interruption: Interruption,
): Promise<number> {
  const log = launcherLog(home)
  const output = openLog(log)
  let position = statSync(log).size
  const child = spawn(process.execPath, [...process.execArgv, script, ...args], {
    stdio: ['ignore', output, output],
    detached: true,
  })
  closeSync(output)
  let exitCode: number | undefined
  child.once('exit', (code) => {
    exitCode = code ?? 1
  })
  const passOn = (signal: AbortSignal) => signal.addEventListener('abort', () => child.kill('SIGINT'), { once: true })
  passOn(interruption.stop)
  passOn(interruption.kill)
  const show = () => {
    const text = readFrom(log, position)
    position += text.length
    process.stderr.write(text)
  }
  for (;;) {
    show()
    if (exitCode !== undefined) {
      show()
      if (interruption.stop.aborted) throw new Interrupted('starting the stack')
      return exitCode
    }
    // Another launcher may be live already: its state is not our answer, ours says so and ends.
    const phase = lockOwner(launcherLock(home))?.pid === child.pid ? readLauncherState(home)?.phase : undefined
    if (phase === 'live' || phase === 'incomplete') {
      show()
      child.unref()
      return phase === 'live' ? 0 : 1
    }
    await sleep(POLL_MS)
  }
}

function readFrom(file: string, position: number): Buffer {
  const size = statSync(file).size
  if (size <= position) return Buffer.alloc(0)
  const buffer = Buffer.alloc(size - position)
  const descriptor = openSync(file, 'r')
  try {
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, position))
  } finally {
    closeSync(descriptor)
  }
}
