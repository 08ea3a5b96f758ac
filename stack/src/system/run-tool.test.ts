import { expect, test } from 'vitest'
import { identify } from './process-identity.ts'
import { runTool } from './run-tool.ts'

test('gives what the tool wrote to stdout', async () => {
  expect(await runTool('sh', ['-c', 'echo data; echo noise >&2'], { timeoutMs: 10_000 })).toBe('data\n')
})

test('a failure names the command, its exit code and its last words', async () => {
  const run = runTool('sh', ['-c', 'echo the reason >&2; exit 3'], { timeoutMs: 10_000 })
  await expect(run).rejects.toThrow(/"sh -c .*" ended with exit code 3:\nthe reason/)
})

test('a command that does not exist is named', async () => {
  await expect(runTool('no-such-tool', [], { timeoutMs: 10_000 })).rejects.toThrow(
    '"no-such-tool" could not be started',
  )
})

test('an interruption kills the tool and what it started', async () => {
  const stop = new AbortController()
  let grandchild = 0
  const run = runTool('sh', ['-c', 'sleep 60 & echo $!; wait'], {
    signal: stop.signal,
    timeoutMs: 10_000,
    onLine: (line) => {
      grandchild = Number(line)
      stop.abort()
    },
  })
  await expect(run).rejects.toThrow('"sh" was ended')
  await expect.poll(() => identify(grandchild)).toBeUndefined()
})

test('the time limit is an error that says so', async () => {
  await expect(runTool('sleep', ['60'], { timeoutMs: 50 })).rejects.toThrow('did not end within 0.05 s')
})
