import { z } from 'zod'

const instant = z.iso.datetime()

/** What a run can be given. Values are checked against this in the page, the command line and the control plane. */
export const parameterSpec = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('integer'),
    about: z.string(),
    default: z.int().optional(),
    min: z.int().optional(),
    max: z.int().optional(),
  }),
  z.strictObject({
    type: z.literal('text'),
    about: z.string(),
    default: z.string().optional(),
    /** A regular expression that the whole value must match. */
    pattern: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('choice'),
    about: z.string(),
    choices: z.array(z.string()).min(1),
    default: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('flag'), about: z.string(), default: z.boolean().optional() }),
])
export type ParameterSpec = z.infer<typeof parameterSpec>

export const parameterValue = z.union([z.string(), z.number(), z.boolean()])
export type ParameterValue = z.infer<typeof parameterValue>
export const parameterValues = z.record(z.string(), parameterValue)
export type ParameterValues = z.infer<typeof parameterValues>

/** `waiting` and `running` go on; every other state is the end. */
export const runStates = ['waiting', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted', 'skipped'] as const
export type RunState = (typeof runStates)[number]

/** `retrying` waits for its next attempt; `reused` was done by the run that this one is a retry of. */
export const stepStates = [...runStates, 'retrying', 'reused'] as const
export type StepState = (typeof stepStates)[number]

/** What made a run: a person, its schedule, a condition that held, another task's end, or its own interruption. */
export const runCauses = ['manual', 'schedule', 'condition', 'after', 'retry', 'recovery'] as const
export type RunCause = (typeof runCauses)[number]

export const runSummary = z.object({
  id: z.int(),
  task: z.string(),
  state: z.enum(runStates),
  cause: z.enum(runCauses),
  /** The cause in words: which schedule, which condition and what it saw. */
  because: z.string(),
  /** The account that asked, or `scheduler`. */
  actor: z.string(),
  parameters: parameterValues,
  /** The run whose finished steps this one takes over. */
  retry_of: z.int().nullable(),
  created_at: instant,
  started_at: instant.nullable(),
  ended_at: instant.nullable(),
  /** Why it has not begun yet; null once it has. */
  waiting_for: z.string().nullable(),
  /** What came of it in one sentence; of a failure, its cause. Null while it goes on. */
  summary: z.string().nullable(),
})
export type RunSummary = z.infer<typeof runSummary>

export const stepAttempt = z.object({
  attempt: z.int(),
  started_at: instant,
  ended_at: instant.nullable(),
  outcome: z.enum(['succeeded', 'failed', 'cancelled', 'interrupted']).nullable(),
  /** What came of it, or why it failed. */
  detail: z.string().nullable(),
})
export type StepAttempt = z.infer<typeof stepAttempt>

export const stepOutline = z.object({
  name: z.string(),
  /** What it does, in a few words: the command, the SQL file, the maintenance. */
  what: z.string(),
  /** Steps of the same task that must have succeeded before. */
  needs: z.array(z.string()),
})
export type StepOutline = z.infer<typeof stepOutline>

export const runStep = stepOutline.extend({
  state: z.enum(stepStates),
  attempts: z.array(stepAttempt),
  /** Further attempts that a failure still leaves. */
  attempts_left: z.int(),
  next_try_at: instant.nullable(),
})
export type RunStep = z.infer<typeof runStep>

/** `GET /api/runs/{id}` */
export const runDetail = runSummary.extend({ steps: z.array(runStep), server_now: instant })
export type RunDetail = z.infer<typeof runDetail>

/** `GET /api/runs`: newest first. */
export const runList = z.object({ runs: z.array(runSummary), server_now: instant })
export type RunList = z.infer<typeof runList>

export const taskTrigger = z.object({
  kind: z.enum(['schedule', 'condition', 'after']),
  /** In words, times and zone included. */
  text: z.string(),
  /** Of a schedule, when it is due next; null for triggers that wait for something. */
  next_at: instant.nullable(),
  /** What was seen when it was last looked at, and when. */
  seen: z.string().nullable(),
  seen_at: instant.nullable(),
})
export type TaskTrigger = z.infer<typeof taskTrigger>

export const taskSummary = z.object({
  name: z.string(),
  about: z.string(),
  /** A heavy task never runs beside another heavy one. */
  heavy: z.boolean(),
  /** How many of its runs may go on at the same time. */
  at_most: z.int(),
  /** Tasks whose newest run must have succeeded before a run of this one begins. */
  needs: z.array(z.string()),
  parameters: z.record(z.string(), parameterSpec),
  steps: z.array(stepOutline),
  triggers: z.array(taskTrigger),
  /** Its triggers are asleep; it can still be run by hand. */
  paused: z.boolean(),
  next_at: instant.nullable(),
  /** Runs that wait or go on, oldest first. */
  active: z.array(runSummary),
  /** The newest run that has ended. */
  last: runSummary.nullable(),
})
export type TaskSummary = z.infer<typeof taskSummary>

/** Whether this control plane runs tasks. Only one process of a stack does; another takes over when it ends. */
export const schedulerState = z.object({
  state: z.enum(['running', 'elsewhere']),
  pid: z.int().nullable(),
  since: instant.nullable(),
  /** What somebody should know: a definition file that could not be read again, a clock that jumped. */
  problem: z.string().nullable(),
})
export type SchedulerState = z.infer<typeof schedulerState>

/** `GET /api/tasks` */
export const taskList = z.object({ scheduler: schedulerState, tasks: z.array(taskSummary), server_now: instant })
export type TaskList = z.infer<typeof taskList>

export const logLine = z.object({
  /** Rises within a run; the cursor of the next reading. */
  id: z.int(),
  at: instant,
  step: z.string(),
  attempt: z.int(),
  /** What the step printed, or what the control plane noted about it. */
  stream: z.enum(['out', 'err', 'note']),
  text: z.string(),
})
export type LogLine = z.infer<typeof logLine>

/** `GET /api/runs/{id}/log?after=N`: the lines after line N, oldest first. */
export const runLog = z.object({
  lines: z.array(logLine),
  /** Give this as `after` to read on. */
  next: z.int(),
  /** Whether more lines are there already. */
  more: z.boolean(),
  /** Whether the run has ended, so that none will come. */
  ended: z.boolean(),
  /** Lines that were too many to keep. */
  dropped: z.int(),
  server_now: instant,
})
export type RunLog = z.infer<typeof runLog>

/** `POST /api/tasks/{task}/runs` */
export const runRequest = z.object({ parameters: parameterValues.default({}), actor: z.string().max(64).optional() })
/** `POST /api/runs/{id}/cancel`, `POST /api/runs/{id}/retry` */
export const runChange = z.object({ actor: z.string().max(64).optional() })
/** `PUT /api/tasks/{task}/paused` */
export const pauseRequest = runChange.extend({ paused: z.boolean() })

/** The run that was made or changed. */
export const runAnswer = z.object({ run: runSummary, server_now: instant })
export type RunAnswer = z.infer<typeof runAnswer>
export const pauseAnswer = z.object({ task: z.string(), paused: z.boolean(), server_now: instant })
