import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Cancelled } from '../endings.ts'
import { commandExecutor } from './command.ts'
import { taskProcesses } from './processes.ts'

let home: string
let lines: string[]
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'command-'))
  lines = []
})
afterEach(() => {
  expect(taskProcesses(home)).toEqual([])
  rmSync(home, { recursive: true })
})

function begin(command: string[], signal: AbortSignal = new AbortController().signal) {
  return commandExecutor(
    home,
    home,
  )({
    key: { run: 1, step: 'one', attempt: 1 },
    task: 'a',
    step: { needs: [], accept: [0, 7], command },
    parameters: { city: 'O"slo; $(false) `x`' },
    signal,
    log: (stream, text) => lines.push(`${stream}: ${text}`),
  })
}
const script = (code: string, ...rest: string[]) => ['node', '-e', code, ...rest]

describe('a command', () => {
  it('is started without a shell, at low priority, and its lines are kept', async () => {
    const code =
      'console.log(process.argv[1]); console.error("to err"); process.stdout.write("nice " + require("os").getPriority())'
    // The priority is set just after the start; the script must be up later than that.
    expect(await begin(script(code, '{city}'))).toBe('nice 10')
    expect(lines).toEqual(expect.arrayContaining(['out: O"slo; $(false) `x`', 'err: to err', 'out: nice 10']))
  })

  it('fails with its exit code and its last word', async () => {
    const code = 'console.error("boom: no such table\\n"); process.exitCode = 3'
    await expect(begin(script(code))).rejects.toThrow('exit code 3: boom: no such table')
  })

  it('may end with any exit code its step accepts', async () => {
    expect(await begin(script('console.log("incomplete"); process.exitCode = 7'))).toBe('incomplete')
  })

  it('that does not exist fails and says so', async () => {
    await expect(begin(['no-such-program'])).rejects.toThrow(/no-such-program could not be started/)
  })

  it('takes along what it leaves behind, in its group or not', async () => {
    const child = '["-e", "setInterval(() => {}, 1000)"]'
    const code = `const { spawn } = require('child_process')
      for (const detached of [false, true]) spawn(process.execPath, ${child}, { detached, stdio: 'inherit' }).unref()`
    await begin(script(code))
    expect(taskProcesses(home)).toEqual([])
  })
})

describe('a command that must end', () => {
  it('is asked first and may clean up', async () => {
    const ending = new AbortController()
    const code = `process.on('SIGINT', () => { console.log('cleaned up'); process.exit(130) })
      setInterval(() => {}, 1000); console.log('ready')`
    const ended = begin(script(code), ending.signal)
    await vi.waitFor(() => expect(lines).toContain('out: ready'), { timeout: 10_000 })
    ending.abort(new Cancelled('ada'))
    await expect(ended).rejects.toThrow('cancelled by ada')
    expect(lines).toContain('out: cleaned up')
  })

  it('is killed with its children when it does not listen', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const ending = new AbortController()
      const deaf = "process.on('SIGINT', () => console.log('no')); setInterval(() => {}, 1000); console.log('ready')"
      const code = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: 'inherit' }); ${deaf}`
      const ended = begin(script(code), ending.signal).catch((error: Error) => error.message)
      await waitFor(() => lines.filter((line) => line === 'out: ready').length === 2)
      ending.abort(new Cancelled('ada'))
      await waitFor(() => lines.filter((line) => line === 'out: no').length === 2)
      await vi.advanceTimersByTimeAsync(10_000)
      expect(await ended).toBe('cancelled by ada')
    } finally {
      vi.useRealTimers()
    }
  })
})

/** Waits in real time, while the timers of the code under test stand still. */
async function waitFor(condition: () => boolean): Promise<void> {
  for (let left = 400; !condition(); left -= 1) {
    if (left === 0) throw new Error(`waited 20 s; lines so far: ${lines.join(' | ')}`)
    await sleep(50)
  }
}
