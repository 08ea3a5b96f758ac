import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UserError } from '../errors.ts'
import type { Look } from './conditions.ts'
import { type TaskDefinitions, taskFile } from './definition.ts'
import { SchedulerLock } from './scheduler-lock.ts'
import type { StepWork } from './steps/step-work.ts'
import { TaskStore } from './store.ts'
import { TaskEngine } from './task-engine.ts'

const START = Date.parse('2026-01-01T10:00:30Z')
const MINUTE = 60_000

/** Tasks whose steps do what the test says: `fails` by step name until it has failed that often. */
const definitions = (tasks: object) => taskFile.parse({ tasks }).tasks
const work = { command: ['work'] }

let home: string
let store: TaskStore
let engine: TaskEngine
let begun: string[]
let fails: Record<string, number>
/** Steps that go on until they are told to end. */
let endless: Set<string>
let look: Look
const engines: TaskEngine[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  home = mkdtempSync(join(tmpdir(), 'engine-'))
  store = new TaskStore(home)
  begun = []
  fails = {}
  endless = new Set()
  look = { holds: false, seen: 'nothing', mark: null, once: false }
})

afterEach(async () => {
  const stops = engines.splice(0).map((one) => one.stop())
  await vi.runAllTimersAsync()
  await Promise.all(stops)
  store.close()
  vi.useRealTimers()
  rmSync(home, { recursive: true })
})

async function execute({ key, task, step, signal }: StepWork): Promise<string | null> {
  const name = `${task}.${key.step}`
  begun.push(name)
  if ((fails[name] ?? 0) > 0) {
    fails[name] = (fails[name] ?? 0) - 1
    throw new Error(`${step.command?.[0]} broke`)
  }
  if (endless.has(name)) {
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  }
  return `${key.step} done`
}

async function run(tasks: TaskDefinitions): Promise<TaskEngine> {
  const made = new TaskEngine({
    store,
    lock: new SchedulerLock(home),
    definitions: () => tasks,
    execute,
    lookAt: async () => look,
    endOrphans: async () => '',
    warn: (message) => {
      throw new Error(message)
    },
  })
  engines.push(made)
  made.start()
  await vi.advanceTimersByTimeAsync(0)
  return made
}

const states = () =>
  store
    .runs({ limit: 100 })
    .reverse()
    .map(({ task, state }) => `${task} ${state}`)
const newest = () => {
  const [first] = store.runs({ limit: 1 })
  if (first === undefined) throw new Error('no run yet')
  return first
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
/** As after a long sleep of the machine: time has passed, but no timer has fired meanwhile. */
async function leap(ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms)
  await pass(1_000)
}

describe('steps', () => {
  it('run in the order of their needs, side by side where none needs the other', async () => {
    endless.add('a.left')
    engine = await run(
      definitions({
        a: {
          about: 'A',
          steps: {
            last: { ...work, needs: ['left', 'right'] },
            left: { ...work, needs: ['first'] },
            right: { ...work, needs: ['first'] },
            first: work,
          },
        },
      }),
    )
    const { id } = await engine.runNow('a', {}, 'ada')
    await pass(10)
    expect(begun).toEqual(['a.first', 'a.left', 'a.right'])
    expect(store.steps(id).map(({ name, state }) => `${name} ${state}`)).toEqual([
      'last waiting',
      'left running',
      'right succeeded',
      'first succeeded',
    ])
    engine.cancel(id, 'ada')
    await pass(10)
    expect(newest()).toMatchObject({ state: 'cancelled', summary: 'cancelled by ada' })
    expect(store.steps(id).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'succeeded', 'succeeded'])
  })

  it('are tried again after growing waits, and succeed at the third try', async () => {
    fails['a.one'] = 2
    engine = await run(
      definitions({ a: { about: 'A', retries: { times: 2, wait: '10s', factor: 3 }, steps: { one: work } } }),
    )
    const { id } = await engine.runNow('a', {}, 'ada')
    await pass(9_000)
    expect(begun).toHaveLength(1)
    expect(store.steps(id)).toMatchObject([{ state: 'retrying', next_try_at: '2026-01-01T10:00:40.000Z' }])
    await pass(2_000)
    expect(begun).toHaveLength(2)
    await pass(28_000)
    expect(begun).toHaveLength(2)
    await pass(2_000)
    expect(newest()).toMatchObject({ state: 'succeeded', summary: 'one done' })
    expect(store.attempts(id).map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['failed', 'work broke'],
      ['failed', 'work broke'],
      ['succeeded', 'one done'],
    ])
  })

  it('fail with their cause when no try is left, and those that need them are skipped', async () => {
    fails['a.one'] = 5
    engine = await run(definitions({ a: { about: 'A', steps: { one: work, two: { ...work, needs: ['one'] } } } }))
    await engine.runNow('a', {}, 'ada')
    await pass(10)
    expect(newest()).toMatchObject({ state: 'failed', summary: 'one: work broke' })
    expect(store.steps(newest().id).map(({ state }) => state)).toEqual(['failed', 'skipped'])
  })

  it('end at their time limit', async () => {
    endless.add('a.one')
    engine = await run(definitions({ a: { about: 'A', timeout: '2m', steps: { one: work } } }))
    await engine.runNow('a', {}, 'ada')
    await pass(119_000)
    expect(states()).toEqual(['a running'])
    await pass(2_000)
    expect(newest()).toMatchObject({ state: 'failed', summary: 'one: did not end within 2 min' })
  })

  it('can be cancelled while they wait for the next try', async () => {
    fails['a.one'] = 1
    engine = await run(definitions({ a: { about: 'A', retries: { times: 1, wait: '1h' }, steps: { one: work } } }))
    const { id } = await engine.runNow('a', {}, 'ada')
    await pass(1_000)
    engine.cancel(id, 'ada')
    await pass(10)
    expect(newest().state).toBe('cancelled')
    expect(() => engine.cancel(id, 'ada')).toThrow(UserError)
  })
})

describe('a retry', () => {
  it('takes over what was done and does the rest', async () => {
    fails['a.two'] = 1
    engine = await run(
      definitions({
        a: { about: 'A', steps: { one: work, two: { ...work, needs: ['one'] }, three: { ...work, needs: ['two'] } } },
      }),
    )
    const { id } = await engine.runNow('a', {}, 'ada')
    await pass(10)
    const retried = engine.retry(id, 'ada')
    await pass(10)
    expect(begun).toEqual(['a.one', 'a.two', 'a.two', 'a.three'])
    expect(newest()).toMatchObject({ id: retried.id, retry_of: id, cause: 'retry', state: 'succeeded' })
    expect(store.steps(retried.id).map(({ state }) => state)).toEqual(['reused', 'succeeded', 'succeeded'])
    expect(() => engine.retry(retried.id, 'ada')).toThrow(/succeeded/)
  })
})

describe('one at a time', () => {
  it('a second run of a task waits and says for what', async () => {
    endless.add('a.one')
    engine = await run(definitions({ a: { about: 'A', steps: { one: work } } }))
    const first = await engine.runNow('a', {}, 'ada')
    const second = await engine.runNow('a', {}, 'ada')
    expect(store.run(second.id)).toMatchObject({
      state: 'waiting',
      waiting_for: expect.stringContaining(`run ${first.id}`),
    })
    engine.cancel(first.id, 'ada')
    await pass(10)
    expect(states()).toEqual(['a cancelled', 'a running'])
  })

  it('a task that may run twice does', async () => {
    endless.add('a.one')
    engine = await run(definitions({ a: { about: 'A', at_most: 2, steps: { one: work } } }))
    for (let count = 0; count < 3; count += 1) await engine.runNow('a', {}, 'ada')
    expect(states()).toEqual(['a running', 'a running', 'a waiting'])
  })

  it('heavy tasks take turns, light ones run beside them', async () => {
    endless.add('big.one').add('huge.one').add('small.one')
    const heavy = { about: 'H', heavy: true, steps: { one: work } }
    engine = await run(definitions({ big: heavy, huge: heavy, small: { about: 'S', steps: { one: work } } }))
    for (const task of ['big', 'huge', 'small']) await engine.runNow(task, {}, 'ada')
    expect(states()).toEqual(['big running', 'huge waiting', 'small running'])
    expect(store.runs({ task: 'huge', limit: 1 })[0]?.waiting_for).toMatch(/big .*one heavy task at a time/)
  })
})

describe('tasks that need others', () => {
  const pair = definitions({
    first: { about: 'F', steps: { one: work } },
    second: { about: 'S', needs: ['first'], steps: { one: work } },
  })

  it('wait for a run under way and go on when it succeeds', async () => {
    fails['first.one'] = 0
    endless.add('first.one')
    engine = await run(pair)
    const first = await engine.runNow('first', {}, 'ada')
    const second = await engine.runNow('second', {}, 'ada')
    expect(store.run(second.id)?.waiting_for).toBe(`first (run ${first.id}) must succeed first`)
    engine.cancel(first.id, 'ada')
    await pass(10)
    expect(states()).toEqual(['first cancelled', 'second skipped'])
    endless.clear()
    await engine.runNow('first', {}, 'ada')
    await engine.runNow('second', {}, 'ada')
    await pass(10)
    expect(states().slice(2)).toEqual(['first succeeded', 'second succeeded'])
  })

  it('are skipped when the other never ran or failed', async () => {
    engine = await run(pair)
    await engine.runNow('second', {}, 'ada')
    expect(newest()).toMatchObject({ state: 'skipped', summary: 'needs first, which has never run' })
  })
})

describe('triggers', () => {
  const hourly = (rest: object = {}) =>
    definitions({ a: { about: 'A', triggers: [{ cron: '0 * * * *', ...rest }], steps: { one: work } } })

  it('a schedule makes a run at its time, not before, not twice', async () => {
    engine = await run(hourly())
    await pass(1_000)
    await leap(58 * MINUTE)
    expect(states()).toEqual([])
    await pass(2 * MINUTE)
    expect(newest()).toMatchObject({ cause: 'schedule', because: 'due at 2026-01-01 11:00 UTC', state: 'succeeded' })
    await leap(58 * MINUTE)
    expect(states()).toHaveLength(1)
  })

  it.each([
    ['once', ['a succeeded']],
    ['skip', []],
  ])('what was due while nobody ran is made up for by policy %s', async (missed, expected) => {
    engine = await run(hourly({ missed }))
    await pass(1_000)
    await engines.pop()?.stop()
    vi.setSystemTime(START + 330 * MINUTE)
    engine = await run(hourly({ missed }))
    await pass(2_000)
    expect(states()).toEqual(expected)
    if (missed === 'once')
      expect(newest().because).toMatch(/was due at 2026-01-01 11:00 UTC, when no control plane ran/)
  })

  it('a paused task lets its times pass and can still be run by hand', async () => {
    engine = await run(hourly())
    engine.pause('a', true)
    await pass(1_000)
    await leap(60 * MINUTE)
    expect(states()).toEqual([])
    await engine.runNow('a', {}, 'ada')
    engine.pause('a', false)
    await pass(1_000)
    expect(states()).toEqual(['a succeeded'])
    await leap(60 * MINUTE)
    expect(states()).toHaveLength(2)
  })

  it('a schedule with a condition runs only when it holds', async () => {
    engine = await run(hourly({ if: { new_commits: ['iceberg_ride_events'] } }))
    await pass(1_000)
    await leap(60 * MINUTE)
    expect(states()).toEqual([])
    look = { holds: true, seen: 'commits', mark: 'v2', once: false }
    await leap(60 * MINUTE)
    expect(newest().because).toMatch(/commits/)
    expect(store.lastMark('a')).toBe('v2')
  })

  it('a threshold makes a run, rests after it, and makes another if it still holds', async () => {
    look = { holds: true, seen: '51 files', mark: null, once: false }
    const watch = { when: { maintenance_due: true }, every: '30s', rest: '5m' }
    engine = await run(definitions({ a: { about: 'A', triggers: [watch], steps: { one: work } } }))
    await pass(MINUTE)
    expect(newest()).toMatchObject({ cause: 'condition', because: '51 files' })
    await pass(3 * MINUTE)
    expect(states()).toHaveLength(1)
    await pass(3 * MINUTE)
    expect(states()).toHaveLength(2)
  })

  it('an absence is answered once until it has ended', async () => {
    const watch = { when: { no_commits: { tables: ['iceberg_ride_events'], for: '5m' } }, every: '30s', rest: '1m' }
    const silent = { holds: true, seen: 'newest commit 6 min old', mark: null, once: true }
    look = silent
    engine = await run(definitions({ a: { about: 'A', triggers: [watch], steps: { one: work } } }))
    await pass(20 * MINUTE)
    expect(states()).toHaveLength(1)
    look = { ...silent, holds: false }
    await pass(MINUTE)
    look = silent
    await pass(5 * MINUTE)
    expect(states()).toHaveLength(2)
  })

  it('the end of one task starts another', async () => {
    fails['a.one'] = 1
    const after = (outcome: string) => ({ about: 'B', triggers: [{ after: 'a', outcome }], steps: { one: work } })
    engine = await run(
      definitions({
        a: { about: 'A', steps: { one: work } },
        mourner: after('failed'),
        heir: after('succeeded'),
        clerk: after('any'),
      }),
    )
    await engine.runNow('a', {}, 'ada')
    await pass(10)
    await engine.runNow('a', {}, 'ada')
    await pass(10)
    expect(begun).toEqual(['a.one', 'mourner.one', 'clerk.one', 'a.one', 'heir.one', 'clerk.one'])
  })
})

describe('a control plane that ended', () => {
  const tasks = definitions({
    goes: { about: 'G', interrupted: 'retry', steps: { one: work, two: { ...work, needs: ['one'] } } },
    stays: { about: 'S', steps: { one: work } },
    waits: { about: 'W', needs: ['goes'], steps: { one: work } },
  })

  it('leaves runs that the next one shows as interrupted and treats by their policy', async () => {
    endless.add('goes.two').add('stays.one')
    engine = await run(tasks)
    for (const task of ['goes', 'stays', 'waits']) await engine.runNow(task, {}, 'ada')
    await pass(7_000)
    await engines.pop()?.stop()
    endless.clear()
    vi.setSystemTime(START + 60 * MINUTE)
    engine = await run(tasks)
    await pass(3_000)
    expect(states()).toEqual(['goes interrupted', 'stays interrupted', 'waits succeeded', 'goes succeeded'])
    const [first, second] = store.runs({ limit: 10 }).reverse()
    expect(first).toMatchObject({
      ended_at: expect.stringMatching(/^2026-01-01T10:00:3/),
      summary: expect.stringMatching(/another run goes on/),
    })
    expect(second?.summary).toMatch(/left as it is, by its policy/)
    expect(newest()).toMatchObject({ cause: 'recovery', retry_of: first?.id })
    expect(begun).toEqual(['goes.one', 'stays.one', 'goes.two', 'goes.two', 'waits.one'])
    expect(store.attempts(Number(first?.id)).map(({ step, outcome }) => [step, outcome])).toEqual([
      ['one', 'succeeded'],
      ['two', 'interrupted'],
    ])
  })

  it('is not followed for ever by a run that may bring it down', async () => {
    endless.add('goes.two')
    for (let time = 0; time < 5; time += 1) {
      engine = await run(tasks)
      if (time === 0) await engine.runNow('goes', {}, 'ada')
      await pass(1_000)
      await engines.pop()?.stop()
    }
    expect(states()).toEqual(['goes interrupted', 'goes interrupted', 'goes interrupted'])
    expect(newest().summary).toMatch(/left as it is after 3 interruptions/)
  })

  it('is the only one that runs tasks; a second takes over when it has ended', async () => {
    engine = await run(tasks)
    const second = await run(tasks)
    expect(second.running).toBe(false)
    await expect(second.runNow('stays', {}, 'ada')).rejects.toThrow(/run by process \d+/)
    await engine.stop()
    await pass(1_000)
    expect(second.running).toBe(true)
  })
})

describe('asking', () => {
  it('for what is not there is refused', async () => {
    engine = await run(definitions({ a: { about: 'A', steps: { one: work } } }))
    await expect(engine.runNow('b', {}, 'ada')).rejects.toThrow(/no task "b"/)
    await expect(engine.runNow('constructor', {}, 'ada')).rejects.toThrow(/no task/)
    await expect(engine.runNow('a', { n: 1 }, 'ada')).rejects.toThrow(/no parameter "n"/)
    expect(() => engine.cancel(99, 'ada')).toThrow(/no run 99/)
  })

  it('again and again is refused once too many wait', async () => {
    endless.add('a.one')
    engine = await run(definitions({ a: { about: 'A', steps: { one: work } } }))
    for (let count = 0; count < 11; count += 1) await engine.runNow('a', {}, 'ada')
    await expect(engine.runNow('a', {}, 'ada')).rejects.toThrow(/10 runs of a wait already/)
  })
})
