import { setTimeout as sleep } from 'node:timers/promises'
import {
  type ParameterSpec,
  type ParameterValues,
  pauseAnswer,
  type RunDetail,
  type RunSummary,
  runAnswer,
  runDetail,
  runList,
  runLog,
  type TaskSummary,
  taskList,
} from '@lakehouse/contracts/api/tasks.ts'
import { Command, InvalidArgumentError } from 'commander'
import { NotFound, UserError } from '../errors.ts'
import { ControlPlaneApi, whoAsks } from './control-plane-api.ts'
import { print, progress, runCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

interface Output {
  readonly json: boolean
}

const FOLLOW_MS = 500

const program = new Command('npm run tasks --')
  .description('See and run the tasks of control-plane/tasks.yaml. Works through the control plane, which runs them.')
  .addHelpText('after', '\nExamples:\n  npm run tasks -- list\n  npm run tasks -- run producer rate=200 seconds=30')

command('list', 'every task: what starts it next, what runs, how it last ended').action(async ({ json }: Output) => {
  const { scheduler, tasks, server_now } = await api().get('/api/tasks', taskList)
  if (scheduler.problem !== null) progress(scheduler.problem)
  const now = Date.parse(server_now)
  const rows = tasks.map((task) => [task.name, nextText(task, now), nowText(task), lastText(task, now), task.about])
  print({ scheduler, tasks }, textTable(['task', 'next', 'now', 'last', 'about'], rows), json)
})

command('show <task>', 'one task: steps, triggers, parameters').action(async (name: string, { json }: Output) => {
  const task = await taskNamed(name)
  const parameters = Object.entries(task.parameters).map(([key, spec]) => `  ${key}=${describe(spec)}`)
  const lines = [
    `${task.name}: ${task.about}`,
    ...(task.heavy ? ['heavy: never beside another heavy task'] : []),
    ...(task.paused ? ['paused: its triggers sleep'] : []),
    ...(task.needs.length > 0 ? [`needs: ${task.needs.join(', ')}`] : []),
    'steps:',
    ...task.steps.map(
      ({ name: step, what, needs }) => `  ${step}: ${what}${needs.length > 0 ? ` (needs ${needs.join(', ')})` : ''}`,
    ),
    'triggers:',
    ...task.triggers.map(({ text, seen }) => `  ${text}${seen === null ? '' : ` - ${seen}`}`),
    ...(task.triggers.length === 0 ? ['  none: run by hand only'] : []),
    ...(parameters.length > 0 ? ['parameters:', ...parameters] : []),
  ]
  print(task, lines.join('\n'), json)
})

command('run <task> [parameter=value...]', 'run a task now and show its log until it ends')
  .option('--detach', 'do not wait for its end', false)
  .action(async (name: string, given: string[], { json, detach }: Output & { detach: boolean }) => {
    const { parameters: specs } = await taskNamed(name)
    const content = { parameters: readParameters(given, specs), actor: whoAsks() }
    const { run } = await api().send('POST', `/api/tasks/${encodeURIComponent(name)}/runs`, content, runAnswer)
    progress(`run ${run.id} of ${run.task}${run.waiting_for === null ? '' : `: waits, ${run.waiting_for}`}`)
    if (detach) print(run, `See it: npm run tasks -- logs ${run.id} --follow`, json)
    else await finish(run.id, json)
  })

command('history [task]', 'runs, newest first')
  .option('--limit <n>', 'how many', wholeNumber, 30)
  .action(async (task: string | undefined, { json, limit }: Output & { limit: number }) => {
    if (task !== undefined) await taskNamed(task)
    const search = new URLSearchParams({ limit: String(limit), ...(task === undefined ? {} : { task }) })
    const { runs } = await api().get(`/api/runs?${search}`, runList)
    const head = ['run', 'task', 'state', 'began', 'took', 'cause', 'what came of it']
    print({ runs }, textTable(head, runs.map(historyRow)), json)
  })

command('logs <run>', 'what the steps of a run printed')
  .option('-f, --follow', 'go on until the run ends', false)
  .action(async (id: string, { json, follow }: Output & { follow: boolean }) => {
    const run = runId(id)
    if (follow) return finish(run, json)
    const detail = await api().get(`/api/runs/${run}`, runDetail)
    if (json) print({ ...detail, lines: await allLines(run) }, '', true)
    else await showLog(run, false)
  })

command('cancel <run>', 'end a run, its processes and queries included').action(
  async (id: string, { json }: Output) => {
    const path = `/api/runs/${runId(id)}/cancel`
    const { run } = await api().send('POST', path, { actor: whoAsks() }, runAnswer)
    print(run, `run ${run.id} of ${run.task}: ${run.state === 'running' ? 'being ended' : run.state}`, json)
  },
)

command('retry <run>', 'do again what a run did not finish')
  .option('--detach', 'do not wait for its end', false)
  .action(async (id: string, { json, detach }: Output & { detach: boolean }) => {
    const path = `/api/runs/${runId(id)}/retry`
    const { run } = await api().send('POST', path, { actor: whoAsks() }, runAnswer)
    progress(`run ${run.id} of ${run.task}, ${run.because}`)
    if (detach) print(run, `See it: npm run tasks -- logs ${run.id} --follow`, json)
    else await finish(run.id, json)
  })

for (const [word, paused, does] of [
  ['pause', true, 'let the triggers of a task sleep'],
  ['resume', false, 'wake the triggers of a task'],
] as const) {
  command(`${word} <task>`, does).action(async (name: string, { json }: Output) => {
    const path = `/api/tasks/${encodeURIComponent(name)}/paused`
    const answer = await api().send('PUT', path, { paused, actor: whoAsks() }, pauseAnswer)
    print(answer, `${name} ${paused ? 'runs only by hand now' : 'follows its triggers again'}`, json)
  })
}

function command(usage: string, description: string): Command {
  return program.command(usage).description(description).option('--json', 'print as JSON', false)
}

let opened: ControlPlaneApi | undefined
function api(): ControlPlaneApi {
  opened ??= new ControlPlaneApi(process.env)
  return opened
}

async function taskNamed(name: string): Promise<TaskSummary> {
  const { tasks } = await api().get('/api/tasks', taskList)
  const task = tasks.find((one) => one.name === name)
  if (task !== undefined) return task
  throw new NotFound(`there is no task "${name}"`, `Tasks: ${tasks.map((one) => one.name).join(', ')}.`)
}

/** Follows a run to its end; the exit code says whether it succeeded. */
async function finish(id: number, json: boolean): Promise<void> {
  await showLog(id, true)
  const run = await api().get(`/api/runs/${id}`, runDetail)
  const text = `run ${run.id} of ${run.task} ${run.state}: ${run.summary}`
  if (json) print(run, '', true)
  else progress(text)
  if (run.state === 'succeeded') return
  process.exitCode = 1
  progress(`Do again what it did not finish: npm run tasks -- retry ${id}`)
}

/** Prints the lines there are; with `follow`, those to come too. Notes of the control plane go to stderr. */
async function showLog(id: number, follow: boolean): Promise<void> {
  let after = 0
  let waitingFor: string | null = null
  for (;;) {
    const { lines, next, more, ended, dropped } = await api().get(`/api/runs/${id}/log?after=${after}`, runLog)
    if (after === 0 && dropped > 0) progress(`${dropped} lines were too many to keep; they are missing in the middle`)
    for (const { step, stream, text } of lines) {
      if (stream === 'note') progress(`[${step}] ${text}`)
      else process.stdout.write(`${text}\n`)
    }
    after = next
    if (more) continue
    if (ended || !follow) return
    waitingFor = await tellWait(id, waitingFor)
    await sleep(FOLLOW_MS)
  }
}

async function tellWait(id: number, told: string | null): Promise<string | null> {
  const { waiting_for } = await api().get(`/api/runs/${id}`, runDetail)
  if (waiting_for !== null && waiting_for !== told) progress(`waits: ${waiting_for}`)
  return waiting_for
}

async function allLines(id: number) {
  const all = []
  for (let after = 0, more = true; more; ) {
    const page = await api().get(`/api/runs/${id}/log?after=${after}`, runLog)
    all.push(...page.lines)
    after = page.next
    more = page.more
  }
  return all
}

/** `name=value` words by what each parameter takes. @throws {UserError} */
function readParameters(given: readonly string[], specs: Readonly<Record<string, ParameterSpec>>): ParameterValues {
  return Object.fromEntries(
    given.map((word) => {
      const [, name, text] = /^([^=]+)=(.*)$/s.exec(word) ?? []
      if (name === undefined || text === undefined) {
        throw new UserError(`"${word}" is no parameter`, 'Write parameter=value, for instance rate=200.')
      }
      const spec = specs[name]
      if (spec?.type === 'integer' && /^-?\d+$/.test(text)) return [name, Number(text)]
      if (spec?.type === 'flag' && (text === 'true' || text === 'false')) return [name, text === 'true']
      return [name, text]
    }),
  )
}

function describe(spec: ParameterSpec): string {
  const standard = spec.default === undefined ? 'must be given' : `${spec.default} unless given`
  const takes = spec.type === 'choice' ? spec.choices.join('|') : spec.type
  return `<${takes}> (${standard}) ${spec.about}`
}

function historyRow(run: RunSummary | RunDetail) {
  return [run.id, run.task, run.state, run.started_at, took(run), run.cause, run.summary ?? run.waiting_for]
}

function took({ started_at, ended_at }: RunSummary): string | null {
  if (started_at === null || ended_at === null) return null
  return `${((Date.parse(ended_at) - Date.parse(started_at)) / 1000).toFixed(1)} s`
}

function nextText({ paused, next_at, triggers }: TaskSummary, now: number): string {
  if (paused) return 'paused'
  if (next_at !== null) return `in ${span(Date.parse(next_at) - now)}`
  return triggers[0]?.text ?? 'by hand'
}

function nowText({ active }: TaskSummary): string {
  return active.map(({ id, state }) => `${state} (run ${id})`).join(', ') || '-'
}

function lastText({ last }: TaskSummary, now: number): string {
  return last?.ended_at == null ? 'never' : `${last.state} ${span(now - Date.parse(last.ended_at))} ago`
}

function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new InvalidArgumentError(`"${text}" is no whole number above 0.`)
}

function runId(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new UserError(`"${text}" is no number of a run`, 'See them: npm run tasks -- history')
}

await runCommand(program, 'interrupted; a run that has begun goes on: npm run tasks -- list')
