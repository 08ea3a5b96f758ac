import { expect, test } from 'vitest'
import { flinkJobs, servicePid } from '../lib/flink.ts'
import { run } from '../lib/run.ts'

const audit = () => run(process.execPath, ['audit/src/cli/audit.ts'], { deadlineMs: 280_000 })

test('the live tables equal what the oracle computes from Kafka', { timeout: 300_000 }, async () => {
  const { code, stdout, stderr } = await audit()
  expect(code, `${stdout}\n${stderr}`).toBe(0)
})

test('after kill -9 of the TaskManager the jobs run again by themselves and not a row is lost', {
  timeout: 600_000,
}, async () => {
  const before = await flinkJobs()
  const killed = await servicePid('flink-taskmanager')
  process.kill(killed, 'SIGKILL')

  await expect
    .poll(() => servicePid('flink-taskmanager').catch(() => killed), { timeout: 120_000, interval: 500 })
    .not.toBe(killed)
  const progressed = async () => {
    const now = await flinkJobs()
    return before.every((job) =>
      now.some(
        ({ id, state, checkpoints }) => id === job.id && state === 'RUNNING' && checkpoints > job.checkpoints + 2,
      ),
    )
  }
  await expect.poll(progressed, { timeout: 180_000, interval: 1000 }).toBe(true)

  const { code, stdout, stderr } = await audit()
  expect(code, `${stdout}\n${stderr}`).toBe(0)
})
