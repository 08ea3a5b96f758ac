import type { SqlGateway } from '../clients/sql-gateway.ts'
import { Failure } from '../errors.ts'
import { waitFor } from './wait-for.ts'

/** The supervisor starts a gateway again in about 15 s, on a busy machine in a minute. */
const DEADLINE_MS = 120_000
const LOOK_EVERY_MS = 1_000

/** Waits until the SQL Gateway answers. @throws {Failure} when it does not within two minutes. */
export async function awaitGateway(gateway: SqlGateway): Promise<void> {
  await waitFor({
    deadlineMs: DEADLINE_MS,
    everyMs: LOOK_EVERY_MS,
    look: () => gateway.info(LOOK_EVERY_MS),
    late: (unanswered) => unanswered ?? new Failure('the SQL Gateway does not answer', 'Run: npm run status'),
  })
}

/**
 * Closes a session, so that what still waits in it will not start: a gateway that does not answer may only have stood
 * still. @throws {Failure} when it cannot be closed within two minutes.
 */
export async function closeForCertain(gateway: SqlGateway, session: string): Promise<void> {
  await waitFor({
    deadlineMs: DEADLINE_MS,
    everyMs: LOOK_EVERY_MS,
    look: async () => {
      await gateway.closeSession(session)
      return true
    },
    late: (unanswered) =>
      unanswered ?? new Failure(`session ${session} of the SQL Gateway cannot be closed`, 'Run: npm run status'),
  })
}
