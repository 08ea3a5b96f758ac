import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { nodeServiceEnvironment } from '../services/environment.ts'
import type { StackContext } from '../services/stack-context.ts'
import { runTool } from '../system/run-tool.ts'

const TIMEOUT_MS = 10 * 60_000

/**
 * Makes Flink run what `flink/jobs` says; jobs that already run unchanged are left alone.
 * @throws {Failure} with what submit-job said.
 */
export async function submitJobs(
  context: StackContext,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  await runTool(process.execPath, [join('control-plane', 'src', 'cli', 'submit-job.ts')], {
    cwd: projectRoot,
    env: nodeServiceEnvironment(context),
    signal,
    timeoutMs: TIMEOUT_MS,
    onLine,
  })
}
