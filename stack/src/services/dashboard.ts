import { join } from 'node:path'
import { httpUrl } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { httpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import { nodeServiceEnvironment } from './environment.ts'
import type { StackContext } from './stack-context.ts'

/** The dashboard's built pages, served by Vite, which passes `/api` on to the control plane. */
export function dashboard(context: StackContext, pages: string): ServiceSpec {
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js')
  const readiness = httpReadiness(httpUrl(context.ports, 'dashboard'), 180_000)
  return {
    name: 'dashboard',
    dependsOn: ['control-plane'],
    command: process.execPath,
    args: ['--max-old-space-size=96', vite, 'preview', '--outDir', pages],
    env: nodeServiceEnvironment(context),
    cwd: join(projectRoot, 'frontend'),
    ports: ['dashboard'],
    readiness,
    liveness: readiness.check,
    shutdown: { signal: 'SIGTERM', timeoutMs: 5_000 },
    restart: restartPolicy,
  }
}
