import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAnswer, runDetail, runList } from '@lakehouse/contracts/api/tasks.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type OwnControlPlane, ownControlPlane } from '../lib/own-control-plane.ts'
import { patient } from '../lib/patience.ts'
import { run } from '../lib/run.ts'

const home = mkdtempSync(join(tmpdir(), 'tasks-'))
const file = (name: string) => join(home, name)

/** Fails until it has been tried three times. */
const third = `const fs = require('fs'); fs.appendFileSync('${file('tries')}', 'x')
  if (fs.readFileSync('${file('tries')}', 'utf8').length < 3) { console.error('not yet'); process.exit(1) }
  console.log('done at the third try')`
/** The first time goes on without end and without a word, so that nothing but being killed ends it. */
const endlessOnce = `const fs = require('fs')
  if (!fs.existsSync('${file('pid')}')) { fs.writeFileSync('${file('pid')}', String(process.pid)); setInterval(() => {}, 1000) }
  else console.log('done at last')`

const step = (code: string) => ({ command: ['node', '-e', code] })
// YAML takes JSON as it is.
const tasks = JSON.stringify({
  tasks: {
    'third-time': { about: 'Fails twice.', retries: { times: 2, wait: '1s', factor: 1 }, steps: { only: step(third) } },
    endless: { about: 'Goes on.', steps: { only: step('setInterval(() => console.log("tick"), 100)') } },
    'cut-off': {
      about: 'Is cut off.',
      interrupted: 'retry',
      steps: { quick: step('console.log("quick")'), long: { ...step(endlessOnce), needs: ['quick'] } },
    },
    later: { about: 'Waits for the other.', needs: ['cut-off'], steps: { only: step('console.log("after it")') } },
  },
})

let plane: OwnControlPlane
beforeAll(async () => {
  plane = await ownControlPlane(home, tasks)
  await plane.start()
})
afterAll(async () => {
  await plane.stop()
  rmSync(home, { recursive: true })
})

const begin = async (task: string) => {
  const answer = await plane.ask('POST', `/api/tasks/${task}/runs`, { parameters: {}, actor: 'ada' })
  return runAnswer.parse(answer).run.id
}
const detail = async (id: number) => runDetail.parse(await plane.ask('GET', `/api/runs/${id}`))
const reaches = (id: number, state: string) =>
  vi.waitFor(async () => expect((await detail(id)).state).toBe(state), patient)
const command = (...args: string[]) =>
  run(process.execPath, ['control-plane/src/cli/tasks.ts', ...args], { env: plane.env, deadlineMs: 300_000 })

test('history after kill -9: third try, cancelled, interrupted and gone on with, waited for it', async () => {
  const tried = await begin('third-time')
  await reaches(tried, 'succeeded')

  const cancelled = await begin('endless')
  await vi.waitFor(async () => {
    const { stdout } = await command('logs', String(cancelled))
    expect(stdout).toContain('tick')
  }, 30_000)
  expect((await command('cancel', String(cancelled))).code).toBe(0)
  await reaches(cancelled, 'cancelled')

  const cut = await begin('cut-off')
  const later = await begin('later')
  await vi.waitFor(() => expect(existsSync(file('pid'))).toBe(true), 30_000)
  await plane.kill()
  const orphan = Number(readFileSync(file('pid'), 'utf8'))
  expect(isAlive(orphan)).toBe(true)
  const silent = await command('list')
  expect([silent.code, silent.stderr]).toEqual([1, expect.stringContaining('the control plane does not answer')])

  await plane.start()
  expect(isAlive(orphan)).toBe(false)
  await reaches(later, 'succeeded')
  const { runs } = runList.parse(await plane.ask('GET', '/api/runs'))
  const told = runs.toReversed().map(({ task, state, cause }) => `${task} ${state} ${cause}`)
  expect(told).toEqual([
    'third-time succeeded manual',
    'endless cancelled manual',
    'cut-off interrupted manual',
    'later succeeded manual',
    'cut-off succeeded recovery',
  ])
  expect((await detail(tried)).steps[0]?.attempts.map(({ outcome }) => outcome)).toEqual([
    'failed',
    'failed',
    'succeeded',
  ])
  expect((await detail(cut)).summary).toMatch(/1 process of it ended.*goes on with its unfinished steps/)
  const goneOn = await detail(runs[0]?.id ?? 0)
  expect(goneOn).toMatchObject({ retry_of: cut, summary: 'done at last' })
  expect(goneOn.steps.map(({ state }) => state)).toEqual(['reused', 'succeeded'])
})

test('the stack runs a SQL file of the project on Trino; the command line shows its rows and how it ended', async () => {
  const stack = (...args: string[]) =>
    run(process.execPath, ['control-plane/src/cli/tasks.ts', ...args], { deadlineMs: 90_000 })
  const { code, stdout, stderr } = await stack('run', 'quality-of-day')
  expect([code, stderr]).toEqual([0, expect.stringContaining('succeeded')])
  expect(stdout).toMatch(/^topic\thour\tlate\tdead_letters\tnewest_reason\n(ride_events|driver_locations)\t/)
  expect((await stack('run', 'no-such-task')).code).toBe(2)
})

/** Whether it runs; one that has ended and only waits to be reaped does not. */
function isAlive(pid: number): boolean {
  const stat = `/proc/${pid}/stat`
  return existsSync(stat) && !/^\d+ \(.*\) Z /s.test(readFileSync(stat, 'utf8'))
}
