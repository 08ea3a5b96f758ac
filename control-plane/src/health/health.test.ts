import { type PartHealth, partNames } from '@lakehouse/contracts/api/health.ts'
import type { JobSummary } from '@lakehouse/contracts/api/system.ts'
import { describe, expect, it, vi } from 'vitest'
import { StackHealth } from './health.ts'
import { jobsSeen, type Probe } from './probes.ts'

const up: Probe = async () => ({ detail: 'fine' })
const all = (special: Partial<Record<PartHealth['name'], Probe>>) =>
  Object.fromEntries(partNames.map((name) => [name, special[name] ?? up])) as Record<PartHealth['name'], Probe>

describe('StackHealth', () => {
  it('is as bad as its worst part', async () => {
    const degraded: Probe = async () => ({ detail: 'slow', degraded: true })
    const down: Probe = () => Promise.reject(new Error('refused'))
    expect((await new StackHealth(all({})).read()).state).toBe('up')
    expect((await new StackHealth(all({ producer: degraded })).read()).state).toBe('degraded')
    const both = await new StackHealth(all({ producer: degraded, kafka: down })).read()
    expect(both.state).toBe('down')
    expect(both.parts.find(({ name }) => name === 'kafka')).toMatchObject({
      state: 'down',
      detail: 'refused',
      latency_ms: null,
    })
  })

  it('does not wait for a part that hangs', async () => {
    const health = await new StackHealth(all({ trino: () => new Promise(() => undefined) }), 20).read()
    expect(health.parts.find(({ name }) => name === 'trino')).toMatchObject({ state: 'down' })
  })

  it('takes a part that is late for slow as long as it answered lately, and one that refuses for down', async () => {
    vi.useFakeTimers()
    try {
      let trino: Probe = up
      const health = new StackHealth(all({ trino: (deadlineMs) => trino(deadlineMs) }), 20)
      const seen = async (afterMs: number) => {
        await vi.advanceTimersByTimeAsync(afterMs)
        const reading = health.read()
        await vi.advanceTimersByTimeAsync(20)
        return (await reading).parts.find(({ name }) => name === 'trino')
      }
      expect(await seen(0)).toMatchObject({ state: 'up' })
      trino = () => new Promise(() => undefined)
      expect(await seen(5_000)).toMatchObject({ state: 'degraded', detail: 'no answer in 20 ms; it answered 5 s ago' })
      expect(await seen(30_000)).toMatchObject({ state: 'down', detail: 'no answer in 20 ms' })
      trino = up
      await seen(2_000)
      trino = () => Promise.reject(new Error('refused'))
      expect(await seen(2_000)).toMatchObject({ state: 'down', detail: 'refused' })
    } finally {
      vi.useRealTimers()
    }
  })

  it('asks each part once for viewers of the same second', async () => {
    const probe = vi.fn(up)
    const health = new StackHealth(all({ kafka: probe }))
    await Promise.all([health.read(), health.read()])
    await health.read()
    expect(probe).toHaveBeenCalledTimes(1)
  })
})

describe('jobsSeen', () => {
  const now = Date.parse('2026-01-01T00:10:00Z')
  const job: JobSummary = {
    name: 'rides',
    question: 'q',
    flink_job_id: 'j',
    state: 'RUNNING',
    started_at: '2026-01-01T00:00:00Z',
    last_checkpoint_at: '2026-01-01T00:09:58Z',
    last_checkpoint_ms: 100,
    restarts: 0,
  }
  it.each([
    ['a running job', job, undefined],
    ['a restarting job', { ...job, state: 'RESTARTING' }, true],
    ['a job without a recent checkpoint', { ...job, last_checkpoint_at: '2026-01-01T00:08:00Z' }, true],
    [
      'a young job without any checkpoint',
      { ...job, started_at: '2026-01-01T00:09:30Z', last_checkpoint_at: null },
      undefined,
    ],
    ['an old job without any checkpoint', { ...job, last_checkpoint_at: null }, true],
  ])('%s', (_, seen, degraded) => {
    expect(jobsSeen([seen], now).degraded).toBe(degraded)
  })
})
