import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../errors.ts'
import { loadTasks, TASKS_FILE } from './load-tasks.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tasks-'))
  mkdirSync(join(root, 'trino', 'tasks'), { recursive: true })
  writeFileSync(join(root, 'trino', 'tasks', 'open.sql'), "SELECT 'never closes")
})
afterEach(() => rmSync(root, { recursive: true }))

function load(text: string) {
  const file = join(root, 'tasks.yaml')
  writeFileSync(file, text)
  return loadTasks(root, file)
}

it('reads the tasks of the project', () => {
  expect(Object.keys(loadTasks(projectRoot, join(projectRoot, TASKS_FILE)))).toContain('dbt-build')
})

it('reads times as milliseconds and fills in what is not said', () => {
  const { tidy } = load(
    'tasks:\n  tidy:\n    about: Tidies.\n    timeout: 2h\n    steps:\n      one: { command: [node, -v] }',
  )
  expect(tidy).toMatchObject({
    timeout: 7_200_000,
    heavy: false,
    at_most: 1,
    interrupted: 'leave',
    retries: { times: 0, wait: 30_000 },
    steps: { one: { needs: [] } },
  })
})

const task = (rest: string) => `tasks:\n  a:\n    about: A.\n${rest}`
const step = '    steps: { one: { command: [node] } }\n'

it.each([
  ['a word nobody knows', task(`    timout: 5m\n${step}`), /tasks\.yaml:4: tasks\.a\.timout: unrecognized/],
  ['a time that is none', task(`    timeout: soon\n${step}`), /tasks\.yaml:4: tasks\.a\.timeout: .*30s/],
  ['no step', task('    steps: {}\n'), /tasks\.yaml:4: .*at least one step/],
  ['a step with two works', task('    steps:\n      one: { command: [x], sql: trino/a.sql }\n'), /:5: .*exactly one/],
  [
    'a step that needs none there',
    task('    steps:\n      one: { command: [x], needs: [two] }\n'),
    /:5: .*no step "two"/,
  ],
  [
    'steps in a circle',
    task('    steps:\n      one: { command: [x], needs: [two] }\n      two: { command: [x], needs: [one] }\n'),
    /:5: .*one needs itself/,
  ],
  ['a cron with six fields', task(`    triggers:\n      - cron: '* * * * * *'\n${step}`), /:5: .*exactly 5 parts/],
  [
    'an unknown time zone',
    task(`    triggers:\n      - { cron: '* * * * *', time_zone: Mars/X }\n${step}`),
    /:5: .*Mars/,
  ],
  ['an unknown table', task(`    triggers:\n      - when: { new_commits: [nope] }\n${step}`), /:5: .*new_commits/],
  ['a task after one not there', task(`    triggers:\n      - after: b\n${step}`), /:5: .*no task "b"/],
  ['a task after itself', task(`    triggers:\n      - after: a\n${step}`), /:4: .*runs after itself/],
  ['a task that needs itself', task(`    needs: [a]\n${step}`), /:4: .*needs itself/],
  ['an argument of no parameter', task('    steps:\n      one: { command: [x, "{n}"] }\n'), /:5: .*no parameter "n"/],
  [
    'a triggered task that must be asked',
    task(`    parameters:\n      n: { type: integer, about: N }\n    triggers:\n      - cron: '0 * * * *'\n${step}`),
    /:5: .*needs a default/,
  ],
  [
    'a default out of range',
    task(`    parameters:\n      n: { type: integer, about: N, max: 3, default: 9 }\n${step}`),
    /:5: .*at most 3/,
  ],
  ['SQL outside trino/', task('    steps:\n      one: { sql: trino/../secrets.sql }\n'), /:5: .*below trino/],
  ['SQL that is not there', task('    steps:\n      one: { sql: trino/tasks/none.sql }\n'), /:5: .*ENOENT/],
  ['SQL that never closes', task('    steps:\n      one: { sql: trino/tasks/open.sql }\n'), /:5: .*open\.sql/],
  ['the same task twice', `${task(step)}  a:\n    about: B.\n${step}`, /:5: .*unique/],
  ['no YAML', 'tasks: [', /tasks\.yaml:1: /],
])('refuses %s, with its line', (_, text, message) => {
  expect(() => load(text)).toThrow(UserError)
  expect(() => load(text)).toThrow(message)
})
