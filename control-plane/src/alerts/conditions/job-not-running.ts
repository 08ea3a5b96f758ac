import type { Condition } from '../condition.ts'

/** A job that has a file and does not run. */
export const jobNotRunning: Condition = {
  rule: 'job-not-running',
  forMs: 30_000,
  needs: ['flink'],
  *find({ absent, jobs }) {
    const stopped = absent.map((name) => ({ name, state: 'not running' }))
    const unwell = jobs.filter(({ state }) => state !== 'RUNNING')
    for (const { name, state } of [...stopped, ...unwell]) {
      yield {
        key: name,
        severity: 'critical',
        object: name,
        job: name,
        title: `Job ${name} is ${state}`,
        cause: state === 'not running' ? 'Flink has no job of this name.' : 'It is not (or not yet) processing events.',
        action: `See its first cause: npm run jobs -- show ${name}; to start it from its newest state: npm run jobs -- start ${name}`,
      }
    }
  },
}
