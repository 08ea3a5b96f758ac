import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { stopGroup } from './process-group.ts'
import { identify, isAlive, type ProcessIdentity, readStat } from './process-identity.ts'

/** A leader, and a child of it that leads a session of its own, as PostgreSQL's backends do. */
async function family(): Promise<readonly [ProcessIdentity, ProcessIdentity]> {
  const script = "setsid sh -c 'echo $$; exec sleep 60' & wait"
  const leader = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  const child = Number(await new Promise((resolve) => leader.stdout.once('data', (data) => resolve(String(data)))))
  const [first, second] = [identify(leader.pid ?? 0), identify(child)]
  if (first === undefined || second === undefined) throw new Error('ended too early')
  return [first, second]
}

test('what stands still is killed with its descendants, also those that left its group', async () => {
  const [leader, child] = await family()
  for (const { pid } of [leader, child]) {
    process.kill(pid, 'SIGSTOP')
    await expect.poll(() => readStat(pid)?.state).toBe('T')
  }
  expect(await stopGroup(leader, { signal: 'SIGTERM', timeoutMs: 100 })).toEqual({ killed: true })
  await expect.poll(() => isAlive(child)).toBe(false)
})

test('what ends in time is not killed', async () => {
  const [leader, child] = await family()
  expect(await stopGroup(leader, { signal: 'SIGTERM', timeoutMs: 10_000 })).toEqual({ killed: false })
  process.kill(child.pid, 'SIGKILL')
})
