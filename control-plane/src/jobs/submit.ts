import type { JobSpec, SqlStatement } from '@lakehouse/contracts/jobs.ts'
import { NoAnswerError } from '../clients/http.ts'
import { type GatewaySession, SessionLostError, StatementError } from '../clients/sql-gateway.ts'
import { Failure } from '../errors.ts'
import { type PlanGraph, readExplained } from './compatibility/plan-graph.ts'
import { awaitGateway, closeForCertain } from './gateway.ts'
import type { JobControl } from './job-control.ts'
import { DIGEST_PARAMETER, observe } from './observe.ts'
import { partitionNewTables } from './partitioning.ts'
import { rehearsal } from './rehearsal.ts'
import { statementProblem } from './statement-problem.ts'
import { render } from './template.ts'
import { withoutSecrets } from './variables.ts'
import { waitFor } from './wait-for.ts'

const DEFINE_DEADLINE_MS = 300_000
const START_DEADLINE_MS = 300_000
/** A submit whose answer was lost may still be on its way through gateway and JobManager for this long. */
const LOST_ANSWER_MS = 30_000
const LOOK_EVERY_MS = 1_000

export interface StartFrom {
  /** Path of the state to go on from; null for none. */
  readonly path: string | null
  /** State for which the job has no operator is left behind instead of being an error. */
  readonly ignoreUnclaimed?: boolean
}

/** Nothing was started, for certain: the same may be asked again. */
class NothingStarted extends Failure {}

/**
 * Starts the job of a spec and gives its Flink id. `opened` is told the gateway session before anything starts in it.
 * When the gateway is lost on the way (restarted, session expired) it is awaited and asked once more.
 * The caller holds the job's lock and knows that no job of this name runs.
 * @throws {UserError} for wrong SQL, with file and line; nothing runs then.
 */
export async function submit(
  control: JobControl,
  spec: JobSpec,
  from: StartFrom,
  opened: (session: string) => void,
): Promise<string> {
  try {
    return await submitOnce(control, spec, from, opened)
  } catch (error) {
    if (!(error instanceof NothingStarted)) throw error
    control.progress(`${spec.name}: ${error.message}; submitting once more in a new session`)
  }
  await awaitGateway(control.gateway)
  return submitOnce(control, spec, from, opened)
}

async function submitOnce(
  control: JobControl,
  spec: JobSpec,
  { path, ignoreUnclaimed = false }: StartFrom,
  opened: (session: string) => void,
): Promise<string> {
  const config = {
    ...spec.settings,
    'pipeline.name': spec.name,
    'pipeline.global-job-parameters': `${DIGEST_PARAMETER}:${spec.digest}`,
    ...(path === null ? {} : { 'execution.state-recovery.path': path }),
    ...(ignoreUnclaimed ? { 'execution.state-recovery.ignore-unclaimed-state': 'true' } : {}),
  }
  let sentTo: string | undefined
  try {
    const jobId = await withPrelude(control, spec, run, async (session, start) => {
      for (const table of await partitionNewTables(control.trino, control.root)) {
        control.progress(`${spec.name}: partitioned ${table}`)
      }
      opened(session.handle)
      sentTo = session.handle
      try {
        return (await run(control, session, start, START_DEADLINE_MS, config)).jobId
      } catch (error) {
        if (!(error instanceof NoAnswerError)) throw error
        control.progress(`${spec.name}: the gateway's answer was lost (${error.message}); looking for the job in Flink`)
        // While the session is open: closing it would cancel a statement that is about to start the job.
        return findSubmitted(control, spec)
      }
    })
    if (typeof jobId === 'string') return jobId
  } catch (error) {
    const nothing = error instanceof SessionLostError || (error instanceof NoAnswerError && sentTo === undefined)
    throw nothing ? new NothingStarted(error.message, error.action, { cause: error }) : error
  }
  if (sentTo !== undefined) await closeForCertain(control.gateway, sentTo)
  const late = await findSubmitted(control, spec)
  if (late !== null) return late
  throw new NothingStarted(
    `no answer to the submit of ${spec.name}, and no such job in Flink after ${LOST_ANSWER_MS / 1000} s`,
    'Run the same command again: it looks before it submits.',
  )
}

/** What Flink would run, as its planner explains it. */
export interface Explained {
  /** For people: syntax tree, optimised plan, execution plan. */
  readonly text: string
  readonly graph: PlanGraph
  /** Tables that do not exist yet and were stood in for: their writers are missing from the graph. */
  readonly standIns: readonly string[]
}

/**
 * Plans a job. Leaves nothing behind: a table that does not exist yet is stood in for.
 * @throws {UserError} for wrong SQL, with file and line.
 */
export async function explainPlan(control: JobControl, spec: JobSpec): Promise<Explained> {
  const standIns: string[] = []
  const rehearse = rehearseInto(standIns)
  return withPrelude(control, spec, rehearse, async (session, start) => {
    const { rows } = await run(control, session, explaining(start), START_DEADLINE_MS, spec.settings)
    return { ...readExplained(rows.map(([plan]) => String(plan)).join('\n')), standIns }
  })
}

/** The statement that explains `start`: one line more, so that the planner's positions stay those of the file. */
function explaining(start: SqlStatement): SqlStatement {
  const rest = start.text.replace(/^EXECUTE/i, (word) => ' '.repeat(word.length))
  const text = `EXPLAIN JSON_EXECUTION_PLAN\n${' '.repeat(start.column - 1)}${rest}`
  return { ...start, text, line: start.line - 1, column: 1 }
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

function rehearseInto(standIns: string[]): Define {
  return async (control, session, statement, deadlineMs) => {
    const how = rehearsal(statement)
    if (how.kind === 'left out') return
    if (how.kind === 'as written') return run(control, session, statement, deadlineMs)
    if (await exists(session, how.name)) return
    standIns.push(how.name)
    return run(control, session, how.standIn, deadlineMs)
  }
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

/**
 * The job that a submit with a lost answer may have started: found by name, recognised by digest; null when it is not
 * there after `LOST_ANSWER_MS`. @throws {Failure} when Flink does not say.
 */
async function findSubmitted(control: JobControl, spec: JobSpec): Promise<string | null> {
  const deadline = Date.now() + LOST_ANSWER_MS
  const { id } = await waitFor({
    deadlineMs: LOST_ANSWER_MS + LOOK_EVERY_MS,
    everyMs: LOOK_EVERY_MS,
    look: async () => {
      const job = await observe(control.flink, spec.name)
      if (job !== null && job.digest === spec.digest) return job
      return Date.now() > deadline ? { id: null } : null
    },
    late: (unanswered) => unanswered ?? new Failure('Flink does not answer', 'Run: npm run status'),
  })
  return id
}
