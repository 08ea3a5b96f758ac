import { Failure } from '../errors.ts'
import type { JobControl } from './job-control.ts'
import { type ObservedJob, observe } from './observe.ts'
import { waitFor } from './wait-for.ts'

const DEADLINE_MS = 60_000

/**
 * The one job of this name that has not ended, or null. A job on its way out (CANCELLING, FAILING) is neither running
 * nor gone: wait until it is one of them.
 * @throws {Failure} when it stays on its way, or there are two of the name.
 */
export async function observeSettled(control: JobControl, name: string): Promise<ObservedJob | null> {
  const settled = await waitFor({
    deadlineMs: DEADLINE_MS,
    everyMs: 500,
    look: async () => {
      const job = await observe(control.flink, name)
      return job?.state === 'CANCELLING' || job?.state === 'FAILING' ? null : { job }
    },
    late: (unanswered) =>
      new Failure(
        unanswered?.message ?? `${name} has been on its way out for ${DEADLINE_MS / 1000} s`,
        `Look at ${control.flink.url}, or run: npm run status`,
      ),
  })
  return settled.job
}
