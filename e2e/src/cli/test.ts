import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { ensureChromium } from '../lib/chromium.ts'
import { countReport, sum } from '../lib/report.ts'
import { run } from '../lib/run.ts'

// `npm test`: checks, unit tests, then one real stack (own data, shifted ports, so that a running one is not disturbed)
// for the end-to-end and browser tests. Every step runs even after a failure, so one run shows everything.
// `npm run test:long`: the tests of e2e/src/long and the browser tests tagged @long, on such a stack.

const PORT_OFFSET = process.env.LAKEHOUSE_TEST_PORT_OFFSET ?? '20000'
const EVENTS_PER_SECOND = '100'
const long = process.argv.includes('--long')
const node = process.execPath
const tool = (name: string) => join(projectRoot, 'node_modules', '.bin', name)
const reports = join(projectRoot, 'reports')
const report = (name: string) => join(reports, `${name}.json`)
const minutes = (count: number) => count * 60_000

let failedSteps = 0
async function step(
  title: string,
  command: string,
  args: readonly string[],
  deadlineMs: number,
  env = {},
): Promise<boolean> {
  const started = Date.now()
  process.stderr.write(`\n== ${title}\n`)
  const { code } = await run(command, args, { env, deadlineMs, echo: true }).catch((cause: Error) => {
    process.stderr.write(`${cause.message}\n`)
    return { code: 1 }
  })
  process.stderr.write(
    `== ${title}: ${code === 0 ? 'ok' : `exit ${code}`}, ${((Date.now() - started) / 1000).toFixed(0)} s\n`,
  )
  if (code !== 0) failedSteps += 1
  return code === 0
}

const vitest = (name: string, config: string) => [
  'run',
  '--config',
  config,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report(name)}`,
]

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports)
if (!long) {
  await step('lint and format', tool('biome'), ['check', '.'], minutes(2))
  await step('types', tool('tsc'), ['-p', 'tsconfig.json'], minutes(5))
  await step('types of the frontend', tool('tsc'), ['-p', 'frontend/tsconfig.json'], minutes(5))
  await step('unused files, exports and dependencies', tool('knip'), [], minutes(5))
  await step('unit tests', tool('vitest'), vitest('unit', 'vitest.config.ts'), minutes(10))
}

const chromium = await ensureChromium(process.env)
const home = mkdtempSync(join(tmpdir(), 'lakehouse-test-'))
const stack = { LAKEHOUSE_HOME: home, LAKEHOUSE_PORT_OFFSET: PORT_OFFSET, LAKEHOUSE_CHROMIUM: chromium }
try {
  const start = ['stack/src/cli/start.ts', '--detach', '--rate', EVENTS_PER_SECOND]
  if (await step('start a stack', node, start, minutes(40), stack)) {
    // What a schedule starts would come between the tests at any moment.
    for (const task of ['dbt-build', 'savepoints'])
      await step(`pause the task ${task}`, node, ['control-plane/src/cli/tasks.ts', 'pause', task], minutes(2), stack)
    const tests = long ? { ...stack, LAKEHOUSE_TEST_LONG: '1' } : stack
    await step(
      'end-to-end tests',
      tool('vitest'),
      vitest('e2e', 'e2e/vitest.config.ts'),
      minutes(long ? 120 : 50),
      tests,
    )
    const browser = { ...tests, PLAYWRIGHT_JSON_OUTPUT_FILE: report('browser') }
    await step(
      'browser tests',
      tool('playwright'),
      ['test', '--config', 'e2e/playwright.config.ts'],
      minutes(25),
      browser,
    )
  }
} finally {
  await step('stop the stack', node, ['stack/src/cli/stop.ts'], minutes(3), stack)
  if (failedSteps === 0) rmSync(home, { recursive: true, force: true })
  else process.stderr.write(`\nLogs of the stack are kept in ${join(home, 'logs')}\n`)
}

const total = sum((long ? ['e2e', 'browser'] : ['unit', 'e2e', 'browser']).map((name) => countReport(report(name))))
process.exitCode = failedSteps === 0 && total.failed === 0 ? 0 : 1
process.stderr.write(failedSteps === 0 ? '\n' : `\n${failedSteps} step(s) failed, see above\n`)
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
