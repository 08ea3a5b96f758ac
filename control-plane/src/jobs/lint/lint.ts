import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '@lakehouse/contracts/api/jobs.ts'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { UserError } from '../../errors.ts'
import type { Found, Rule } from './rule.ts'
import { columnOrder } from './rules/column-order.ts'
import { joinWithoutEquality } from './rules/join-without-equality.ts'
import { keyWithoutPartition } from './rules/key-without-partition.ts'
import { latestOffset } from './rules/latest-offset.ts'
import { miniBatchProcTime, miniBatchProcTimeRule } from './rules/mini-batch-proc-time.ts'
import { noIdleTimeout } from './rules/no-idle-timeout.ts'
import { outerIntervalJoin } from './rules/outer-interval-join.ts'
import { unboundedState } from './rules/unbounded-state.ts'
import { unknownOption } from './rules/unknown-option.ts'
import { windowAfterIntervalJoin } from './rules/window-after-interval-join.ts'
import { jobScript, type Script } from './script.ts'
import { suppressionsIn } from './suppressions.ts'

export const rules: readonly Rule[] = [
  columnOrder,
  joinWithoutEquality,
  keyWithoutPartition,
  latestOffset,
  noIdleTimeout,
  outerIntervalJoin,
  unboundedState,
  unknownOption,
  windowAfterIntervalJoin,
]
const ruleNames = new Set([...rules.map(({ name }) => name), miniBatchProcTimeRule])

/**
 * The traps in a job, by file and line. Needs nothing but the files; `sql` is the job's own text where that is not yet
 * on disk. What the gateway refuses by itself is not looked for.
 */
export function lintJob(root: string, spec: JobSpec, sql: string = ownText(root, spec)): Finding[] {
  return lintScript(jobScript(root, spec, sql))
}

/** The traps that show only in what the planner makes of a job (`explainPlan`). */
export function lintPlan(root: string, spec: JobSpec, plan: string, sql: string = ownText(root, spec)): Finding[] {
  const script = jobScript(root, spec, sql)
  const found = [...miniBatchProcTime(script, plan)]
  return withoutAllowed(script, findings(miniBatchProcTimeRule, 'error', found)).found
}

export function lintScript(script: Script): Finding[] {
  const all = rules.flatMap(({ name, severity, check }) => findings(name, severity, [...check(script)]))
  const { found, wrong } = withoutAllowed(script, all)
  return [...found, ...wrong].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
  )
}

/** @throws {UserError} when there is an error among the findings, with all of them. */
export function refuseErrors(name: string, findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  throw new UserError(
    [
      `${name} is refused, ${errors.length === 1 ? 'one trap' : `${errors.length} traps`} in its SQL:`,
      ...errors.map(inWords),
    ].join('\n'),
    'Nothing was touched. Correct the file, or write -- lint: allow <rule> because <reason> above the line.',
  )
}

/** A finding as lines of text. */
export function inWords({ file, line, column, severity, rule, message, instead }: Finding): string {
  return `${file}:${line}:${column}: ${severity} ${rule}: ${message}\n  instead: ${instead}`
}

function findings(rule: string, severity: Finding['severity'], found: readonly Found[]): Finding[] {
  return found.map(({ at, message, instead }) => {
    const { file, line, column } = at
    return { rule, severity, file, line, column, message, instead }
  })
}

function withoutAllowed(script: Script, found: readonly Finding[]): { found: Finding[]; wrong: Finding[] } {
  const own = script.start?.file
  const files = new Set([...found.map(({ file }) => file), ...(own === undefined ? [] : [own])])
  const read = [...files].map((file) => ({ file, ...suppressionsIn(script.textOf(file), file, ruleNames) }))
  const allowed = ({ file, rule, line }: Finding) =>
    read.some(
      (comments) => comments.file === file && comments.allowed.some((one) => one.rule === rule && one.line === line),
    )
  return { found: found.filter((finding) => !allowed(finding)), wrong: read.flatMap(({ wrong }) => wrong) }
}

function ownText(root: string, spec: JobSpec): string {
  return readFileSync(join(root, spec.statements.at(-1)?.file ?? ''), 'utf8')
}
