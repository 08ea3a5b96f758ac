import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { parsePss, treePss } from './memory.ts'
import { processTree } from './process-tree.ts'

test('reads PSS, not RSS', () => {
  expect(parsePss('5581-7ffd [rollup]\nRss:   2048 kB\nPss:   1024 kB\nPss_Anon:  512 kB\n')).toBe(1024 * 1024)
})

test('a tree holds grandchildren, except those under a pid that is counted apart', async () => {
  const child = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  const pid = child.pid ?? 0
  try {
    const grandchild = Number(
      await new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data)))),
    )
    expect(processTree(process.pid)).toEqual(expect.arrayContaining([pid, grandchild]))
    expect(processTree(process.pid, new Set([pid]))).not.toContain(grandchild)
    expect(treePss(process.pid)).toBeGreaterThan(10e6)
  } finally {
    process.kill(-pid, 'SIGKILL')
  }
})
