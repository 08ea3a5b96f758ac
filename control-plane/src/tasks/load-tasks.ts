import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { UserError } from '../errors.ts'
import { splitStatements } from '../jobs/statements.ts'
import { type TaskDefinition, type TaskDefinitions, taskFile } from './definition.ts'
import { placeholdersIn, problemOf } from './parameters.ts'
import { scheduleProblem } from './schedule.ts'

type Path = readonly PropertyKey[]
interface Problem {
  readonly path: Path
  readonly message: string
}

/** The tasks of a project stand in this file unless LAKEHOUSE_TASKS names another. */
export const TASKS_FILE = join('control-plane', 'tasks.yaml')

/**
 * The tasks that `file` defines.
 * @throws {UserError} naming file and line of every mistake.
 */
export function loadTasks(root: string, file: string): TaskDefinitions {
  const shown = relative(root, file)
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines })
  if (document.errors.length > 0) {
    throw mistakes(document.errors.map((error) => `${shown}:${lines.linePos(error.pos[0]).line}: ${error.message}`))
  }
  const place = ({ path, message }: Problem) =>
    `${shown}:${lines.linePos(offsetOf(document.contents, path)).line}: ${path.join('.')}: ${message}`
  const parsed = taskFile.safeParse(document.toJS())
  if (!parsed.success) throw mistakes(parsed.error.issues.flatMap(innermost).map(place))
  const problems = Object.entries(parsed.data.tasks).flatMap(([name, task]) =>
    taskProblems(root, name, task, parsed.data.tasks).map(({ path, message }) => ({
      path: ['tasks', name, ...path],
      message,
    })),
  )
  if (problems.length > 0) throw mistakes(problems.map(place))
  return parsed.data.tasks
}

function mistakes(lines: readonly string[]): UserError {
  return new UserError(lines.join('\n'), 'Correct the file; until then the tasks last read from it stay as they were.')
}

/** Of a union, the issues of the member that fits best: the one with the deepest. */
function innermost(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'unrecognized word' }))
  }
  if (issue.code !== 'invalid_union') return [issue]
  const members = issue.errors.map((issues) =>
    issues.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue)),
  )
  const depth = (problems: readonly Problem[]) => Math.max(0, ...problems.map(({ path }) => path.length))
  const unknown = (problems: readonly Problem[]) =>
    problems.filter(({ message }) => /unrecognized/i.test(message)).length
  return members.toSorted((a, b) => unknown(a) - unknown(b) || depth(b) - depth(a) || a.length - b.length)[0] ?? [issue]
}

/** Where in the text the node at `path` begins, or the nearest one above it that there is. */
function offsetOf(contents: unknown, path: Path): number {
  let node = contents as Node | null
  let offset = 0
  for (const key of path) {
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
      if (pair === undefined) break
      offset = (pair.key as Node).range?.[0] ?? offset
      next = pair.value
    } else {
      next = (node as { items?: unknown[] } | null)?.items?.[Number(key)]
      offset = (next as Node | undefined)?.range?.[0] ?? offset
    }
    if (next === undefined || next === null) break
    node = next as Node
  }
  return offset
}

function taskProblems(root: string, name: string, task: TaskDefinition, all: TaskDefinitions): Problem[] {
  return [
    ...parameterProblems(task),
    ...triggerProblems(task, all),
    ...stepProblems(root, task),
    ...task.needs.flatMap((other, index) =>
      Object.hasOwn(all, other) ? [] : [{ path: ['needs', index], message: `there is no task "${other}"` }],
    ),
    ...(reaches(name, (at) => all[at]?.needs ?? [])
      ? [{ path: ['needs'], message: `${name} needs itself by way of others` }]
      : []),
    ...(reaches(name, (at) => (all[at]?.triggers ?? []).flatMap((one) => ('after' in one ? [one.after] : [])))
      ? [{ path: ['triggers'], message: `${name} runs after itself by way of others` }]
      : []),
  ]
}

function parameterProblems({ parameters, triggers }: TaskDefinition): Problem[] {
  return Object.entries(parameters).flatMap(([name, spec]) => {
    const path = ['parameters', name]
    if (spec.type === 'text' && spec.pattern !== undefined && !isPattern(spec.pattern)) {
      return [{ path: [...path, 'pattern'], message: 'is no regular expression' }]
    }
    if (spec.default === undefined) {
      const message = 'needs a default, because triggers run this task without being asked'
      return triggers.length > 0 ? [{ path, message }] : []
    }
    const problem = problemOf(spec, spec.default)
    return problem === null ? [] : [{ path: [...path, 'default'], message: problem }]
  })
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function triggerProblems({ triggers }: TaskDefinition, all: TaskDefinitions): Problem[] {
  return triggers.flatMap((trigger, index): Problem[] => {
    const path = ['triggers', index]
    if ('cron' in trigger) {
      const problem = scheduleProblem(trigger)
      return problem === null ? [] : [{ path: [...path, 'cron'], message: problem }]
    }
    if ('after' in trigger) {
      return Object.hasOwn(all, trigger.after)
        ? []
        : [{ path: [...path, 'after'], message: `there is no task "${trigger.after}"` }]
    }
    return []
  })
}

function stepProblems(root: string, { steps, parameters }: TaskDefinition): Problem[] {
  return Object.entries(steps).flatMap(([name, step]): Problem[] => {
    const path = ['steps', name]
    const problems: Problem[] = step.needs
      .filter((other) => !Object.hasOwn(steps, other))
      .map((other) => ({ path: [...path, 'needs'], message: `there is no step "${other}"` }))
    if (reaches(name, (at) => steps[at]?.needs ?? [])) {
      problems.push({ path: [...path, 'needs'], message: `${name} needs itself by way of others` })
    }
    for (const placeholder of [...(step.command ?? []), step.maintain?.table ?? ''].flatMap(placeholdersIn)) {
      if (Object.hasOwn(parameters, placeholder)) continue
      problems.push({ path, message: `there is no parameter "${placeholder}"` })
    }
    if (step.sql !== undefined) {
      const problem = sqlProblem(root, step.sql)
      if (problem !== null) problems.push({ path: [...path, 'sql'], message: problem })
    }
    return problems
  })
}

function sqlProblem(root: string, file: string): string | null {
  try {
    return splitStatements(readFileSync(join(root, file), 'utf8'), file).length === 0 ? 'holds no statement' : null
  } catch (error) {
    return (error as Error).message
  }
}

/** Whether one comes back to `start` by following `next`. */
function reaches(start: string, next: (at: string) => readonly string[]): boolean {
  const seen = new Set<string>()
  const open = [...next(start)]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === start) return true
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...next(at))
  }
  return false
}
