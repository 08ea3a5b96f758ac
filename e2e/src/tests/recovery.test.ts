import { expect, test } from 'vitest'
import { flinkJobs, servicePid } from '../lib/flink.ts'
import { patient } from '../lib/patience.ts'
import { run } from '../lib/run.ts'

const audit = () => run(process.execPath, ['audit/src/cli/audit.ts'], { deadlineMs: 900_000 })

test('the live tables equal what the oracle computes from Kafka', async () => {
  const { code, stdout, stderr } = await audit()
  expect(code, `${stdout}\n${stderr}`).toBe(0)
})

test('after kill -9 of the TaskManager the jobs run again by themselves and not a row is lost', async () => {
  const before = await flinkJobs()
  const killed = await servicePid('flink-taskmanager')
  process.kill(killed, 'SIGKILL')

  await expect.poll(() => servicePid('flink-taskmanager').catch(() => killed), patient).not.toBe(killed)
  const progressed = async () => {
    const now = await flinkJobs()
    return before.every((job) =>
      now.some(
        ({ id, state, checkpoints }) => id === job.id && state === 'RUNNING' && checkpoints > job.checkpoints + 2,
      ),
    )
  }
  await expect.poll(progressed, patient).toBe(true)

  const { code, stdout, stderr } = await audit()
  expect(code, `${stdout}\n${stderr}`).toBe(0)
})
