import { ago, type Condition } from '../condition.ts'

/** A checkpoint is complete and its rows are not in the table: Flink shows green all the same. */
export const noCommit: Condition = {
  rule: 'no-commit',
  forMs: 0,
  needs: ['flink', 'tables'],
  *find({ sinks, at }) {
    for (const { job, table, state, waiting, newestCommit } of sinks) {
      if (state !== 'missing' || waiting === null) continue
      yield {
        key: `${job} ${table}`,
        severity: 'critical',
        object: table,
        job,
        title: `${job} checkpoints, but ${table} gets no commit`,
        cause: `Checkpoint ${waiting.id} completed ${ago(at - waiting.completedAt)} ago and is not in the table; ${
          newestCommit === null
            ? 'this run has committed nothing yet'
            : `the last that is, is ${newestCommit.checkpointId}`
        }. The rows are in Flink's state, not lost.`,
        action: `Does PostgreSQL let the catalog's row of ${table} be changed, and MinIO take files? npm run status; the commit's error is in the TaskManager's log. A restart commits what waits: npm run jobs -- stop ${job}, then start ${job}`,
        since: waiting.completedAt,
      }
    }
  },
}
