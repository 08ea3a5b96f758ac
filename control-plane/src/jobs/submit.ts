import type { JobSpec, SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { NoAnswerError } from '../clients/http.ts'
import { type GatewaySession, StatementError } from '../clients/sql-gateway.ts'
import { Failure } from '../errors.ts'
import type { JobControl } from './job-control.ts'
import { DIGEST_PARAMETER, observe } from './observe.ts'
import { partitionNewTables } from './partitioning.ts'
import { rehearsal } from './rehearsal.ts'
import { statementProblem } from './statement-problem.ts'
import { render } from './template.ts'
import { withoutSecrets } from './variables.ts'
import { waitFor } from './wait-for.ts'

const DEFINE_DEADLINE_MS = 120_000
const START_DEADLINE_MS = 300_000
/** A submit whose answer was lost may still be on its way through gateway and JobManager for this long. */
const LOST_ANSWER_MS = 30_000
const LOOK_EVERY_MS = 1_000

/**
 * Starts the job of a spec and gives its Flink id. `from` is the path of the state it goes on from, null for none.
 * The caller holds the job's lock and knows that no job of this name runs.
 * @throws {UserError} for wrong SQL, with file and line; nothing runs then.
 */
export async function submit(control: JobControl, spec: JobSpec, from: string | null): Promise<string> {
  const config = {
    ...spec.settings,
    'pipeline.name': spec.name,
    'pipeline.global-job-parameters': `${DIGEST_PARAMETER}:${spec.digest}`,
    ...(from === null ? {} : { 'execution.state-recovery.path': from }),
  }
  const jobId = await withPrelude(control, spec, run, async (session, start) => {
    for (const table of await partitionNewTables(control.trino, control.root)) {
      control.progress(`${spec.name}: partitioned ${table}`)
    }
    control.progress(`${spec.name}: starting${from === null ? '' : ` from ${from}`}`)
    try {
      return (await run(control, session, start, START_DEADLINE_MS, config)).jobId
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error
      control.progress(`${spec.name}: the gateway's answer was lost (${error.message}); looking for the job in Flink`)
      return undefined
    }
  })
  // Without an answer, the session is closed by now, so a statement still waiting in the gateway will not start.
  return jobId ?? (await findSubmitted(control, spec))
}

/**
 * What Flink would run for the spec, as its planner explains it. Leaves nothing behind: a table that does not exist
 * yet is stood in for.
 * @throws {UserError} for wrong SQL, with file and line.
 */
export async function explainPlan(control: JobControl, spec: JobSpec): Promise<string> {
  return withPrelude(control, spec, rehearse, async (session, start) => {
    // As long as the word it replaces, so the planner's positions stay those of the file.
    const explain = { ...start, text: start.text.replace(/^EXECUTE/i, 'EXPLAIN') }
    const { rows } = await run(control, session, explain, START_DEADLINE_MS, spec.settings)
    return rows.map(([plan]) => String(plan)).join('\n')
  })
}

type Define = (
  control: JobControl,
  session: GatewaySession,
  statement: SqlStatement,
  deadlineMs: number,
) => Promise<unknown>

/** Opens a session, defines the prelude in it, and closes it whatever happens. */
function withPrelude<T>(
  control: JobControl,
  spec: JobSpec,
  define: Define,
  work: (session: GatewaySession, start: SqlStatement) => Promise<T>,
): Promise<T> {
  return control.submits.run(async () => {
    const start = spec.statements.at(-1)
    if (start === undefined) throw new Error(`job ${spec.name} has no statement`)
    const session = await control.gateway.openSession()
    try {
      for (const statement of spec.statements.slice(0, -1))
        await define(control, session, statement, DEFINE_DEADLINE_MS)
      return await work(session, start)
    } finally {
      // The gateway closes forgotten sessions itself; that one could not be closed must not hide what happened in it.
      await session.close().catch((error) => control.progress(`gateway session not closed: ${error.message}`))
    }
  })
}

const rehearse: Define = async (control, session, statement, deadlineMs) => {
  const how = rehearsal(statement)
  if (how.kind === 'left out') return
  if (how.kind === 'as written') return run(control, session, statement, deadlineMs)
  if (await exists(session, how.name)) return
  control.progress(`would create ${how.name}`)
  return run(control, session, how.standIn, deadlineMs)
}

async function exists(session: GatewaySession, table: string): Promise<boolean> {
  try {
    await session.execute(`DESCRIBE ${table}`, DEFINE_DEADLINE_MS)
    return true
  } catch (error) {
    if (error instanceof StatementError && error.message.includes("doesn't exist")) return false
    throw error
  }
}

async function run(
  control: JobControl,
  session: GatewaySession,
  statement: SqlStatement,
  deadlineMs: number,
  config: Readonly<Record<string, string>> = {},
) {
  try {
    return await session.execute(render(statement, control.variables), deadlineMs, config)
  } catch (error) {
    if (!(error instanceof StatementError)) throw error
    throw statementProblem(statement, withoutSecrets(error.message, control.variables))
  }
}

/** The job that a submit with a lost answer may have started: found by name, recognised by digest. */
function findSubmitted(control: JobControl, spec: JobSpec): Promise<string> {
  return waitFor({
    deadlineMs: LOST_ANSWER_MS,
    everyMs: LOOK_EVERY_MS,
    look: async () => {
      const job = await observe(control.flink, spec.name)
      return job !== null && job.digest === spec.digest ? job.id : null
    },
    late: () =>
      new Failure(
        `no answer to the submit of ${spec.name}, and no such job in Flink after ${LOST_ANSWER_MS / 1000} s`,
        'Run the same command again: it looks before it submits.',
      ),
  })
}
