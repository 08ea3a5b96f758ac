import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { taskFile } from './definition.ts'
import { RunLog } from './run-log.ts'
import { TaskStore } from './store.ts'

it('keeps the beginning and the newest lines of a log without end, and counts the others', () => {
  const home = mkdtempSync(join(tmpdir(), 'log-'))
  const store = new TaskStore(home)
  try {
    const definition = taskFile.parse({ tasks: { a: { about: 'A', steps: { one: { command: ['x'] } } } } }).tasks.a
    if (definition === undefined) throw new Error('no definition')
    const run = { task: 'a', cause: 'manual', because: 'test', actor: 'ada', parameters: {}, definition } as const
    const id = store.addRun({ ...run, retryOf: null, mark: null, reused: new Set() })
    const log = new RunLog(store, id)
    const count = 2_000
    for (let line = 0; line < count; line += 1) {
      log.add({ step: 'one', attempt: 1 }, 'out', `${line} ${'x'.repeat(1_000)}`)
      if (line % 10 === 9) log.flush()
    }
    const kept = store.log(id, 0, count).map(({ text }) => Number(text.split(' ')[0]))
    expect(kept[0]).toBe(0)
    expect(kept.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, line) => line))
    expect(kept.at(-1)).toBe(count - 1)
    expect(kept.length).toBeLessThan(600)
    expect(store.run(id)?.dropped_lines).toBe(count - kept.length)
  } finally {
    store.close()
    rmSync(home, { recursive: true })
  }
})
