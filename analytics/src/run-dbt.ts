import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome, projectRoot } from '@lakehouse/contracts/locations.ts'
import { Failure } from './failure.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Where dbt leaves its records of a run, of the stack at this environment. */
export const targetFolder = (env: Env) => join(lakehouseHome(env), 'dbt', 'target')

export interface DbtRun {
  /** The folder with dbt's Python packages. */
  readonly packages: string
  readonly args: readonly string[]
  readonly env: Env
  /** Where dbt's own output goes. */
  readonly output: 'stdout' | 'stderr'
}

/**
 * Runs dbt to its end, on the project in `dbt/` and the Trino of this stack. Gives its exit code, 130 when it was
 * interrupted: dbt then cancels the queries it has running before it ends.
 * @throws {Failure} when it cannot be started.
 */
export function runDbt({ packages, args, env, output }: DbtRun): Promise<number> {
  const project = join(projectRoot, 'dbt')
  const child = spawn('python3', [join(packages, 'bin', 'dbt'), ...args], {
    cwd: project,
    stdio: ['ignore', output === 'stdout' ? 'inherit' : process.stderr, 'inherit'],
    env: {
      ...env,
      PYTHONPATH: packages,
      DBT_PROJECT_DIR: project,
      DBT_PROFILES_DIR: project,
      DBT_TARGET_PATH: targetFolder(env),
      DBT_LOG_PATH: join(lakehouseHome(env), 'dbt', 'logs'),
      DBT_TRINO_HOST: LOOPBACK,
      DBT_TRINO_PORT: String(resolvePorts(env).trino),
    },
  })
  let interrupted = false
  // Ctrl-C reaches dbt by itself, being of the terminal's process group; SIGTERM reaches only us.
  const onInterrupt = () => {
    interrupted = true
  }
  const onTerminate = () => {
    interrupted = true
    child.kill('SIGINT')
  }
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate)
  return new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(new Failure(`dbt could not be started: ${cause.message}`, { cause })))
    child.once('close', (code) => resolve(interrupted ? 130 : (code ?? 1)))
  }).finally(() => process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate))
}
