import { maintenanceAction } from '@lakehouse/contracts/api/tables.ts'
import { parameterSpec } from '@lakehouse/contracts/api/tasks.ts'
import { type IcebergTable, icebergTableNames } from '@lakehouse/contracts/tables.ts'
import { z } from 'zod'
import { duration } from './duration.ts'

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name is small letters, digits and hyphens')
const table = z.enum(icebergTableNames as [IcebergTable, ...IcebergTable[]])

/** Something that can be looked at: it holds or it does not. */
export const condition = z.strictObject({
  /** A commit to one of these tables since this task last succeeded. */
  new_commits: z.array(table).min(1).optional(),
  /** No commit to any of these tables for this long: the absence of data. */
  no_commits: z.strictObject({ tables: z.array(table).min(1), for: duration }).optional(),
  /** A table crosses one of the thresholds of the maintenance policy. */
  maintenance_due: z.literal(true).optional(),
})
export type Condition = z.infer<typeof condition>

const schedule = z.strictObject({
  /** Five cron fields: minute, hour, day of month, month, day of week. */
  cron: z.string(),
  time_zone: z.string().default('UTC'),
  /** What becomes of due times that passed while no control plane ran. */
  missed: z.enum(['skip', 'once']).default('skip'),
  /** Runs only if this holds when it is due. */
  if: condition.optional(),
})
export type Schedule = z.infer<typeof schedule>

const watch = z.strictObject({
  when: condition,
  /** How often it is looked at. */
  every: duration.prefault('1m'),
  /** Rest between the end of one run and the next, so that a condition that stays is not answered without end. */
  rest: duration.prefault('5m'),
})
export type Watch = z.infer<typeof watch>

const after = z.strictObject({ after: name, outcome: z.enum(['succeeded', 'failed', 'any']).default('succeeded') })
export type After = z.infer<typeof after>

const trigger = z.union([schedule, watch, after])
export type Trigger = z.infer<typeof trigger>

/** After a failed attempt: how many more, and how long to wait; each wait is `factor` times the one before. */
const retries = z.strictObject({
  times: z.int().min(0).max(20),
  wait: duration.prefault('30s'),
  factor: z.number().min(1).max(10).default(2),
  longest_wait: duration.prefault('15m'),
})
export type Retries = z.infer<typeof retries>

const step = z
  .strictObject({
    needs: z.array(name).default([]),
    timeout: duration.optional(),
    retries: retries.optional(),
    /** A program and its arguments, started without a shell in the project’s folder. `{parameter}` is replaced. */
    command: z.array(z.string().min(1)).min(1).optional(),
    /** Exit codes of a command that are no failure. */
    accept: z.array(z.int().min(0).max(255)).min(1).default([0]),
    /** A file of the project whose statements Trino runs one after the other. */
    sql: z
      .string()
      .regex(/^(?!.*\.\.)trino\/[\w/-]+\.sql$/, 'must be a .sql file below trino/')
      .optional(),
    /** Maintenance of Iceberg tables: these actions, or without any those that the policy asks for now. */
    maintain: z
      .strictObject({
        /** A table, or `all`. `{parameter}` is replaced. */
        table: z.string().default('all'),
        actions: z.array(maintenanceAction).min(1).optional(),
      })
      .optional(),
  })
  .refine((one) => [one.command, one.sql, one.maintain].filter((work) => work !== undefined).length === 1, {
    message: 'a step has exactly one of: command, sql, maintain',
  })
export type StepDefinition = z.infer<typeof step>

export const taskDefinition = z.strictObject({
  about: z.string().min(1),
  /** A heavy task never runs beside another heavy one: the machine has two cores. */
  heavy: z.boolean().default(false),
  at_most: z.int().min(1).max(8).default(1),
  /** Tasks whose newest run must have succeeded before one of this task begins. */
  needs: z.array(name).default([]),
  /** What becomes of a run that was cut off with the control plane: go on with its unfinished steps, or leave it. */
  interrupted: z.enum(['retry', 'leave']).default('leave'),
  timeout: duration.prefault('10m'),
  retries: retries.prefault({ times: 0 }),
  parameters: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,29}$/), parameterSpec).default({}),
  triggers: z.array(trigger).default([]),
  steps: z.record(name, step).refine((steps) => Object.keys(steps).length > 0, 'a task has at least one step'),
})
export type TaskDefinition = z.infer<typeof taskDefinition>

export const taskFile = z.strictObject({ tasks: z.record(name, taskDefinition) })
export type TaskDefinitions = Readonly<Record<string, TaskDefinition>>
