import { join } from 'node:path'
import { httpUrl } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { httpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import { nodeServiceEnvironment } from './environment.ts'
import type { StackContext } from './stack-context.ts'

/** The control plane's API: what the dashboard shows, and what it can change. */
export function controlPlane(context: StackContext): ServiceSpec {
  const readiness = httpReadiness(`${httpUrl(context.ports, 'controlPlane')}/api/endpoints`, 180_000)
  return {
    name: 'control-plane',
    dependsOn: ['postgres', 'kafka'],
    command: process.execPath,
    args: ['--max-old-space-size=160', join('control-plane', 'src', 'main.ts')],
    env: {
      ...nodeServiceEnvironment(context),
      LAKEHOUSE_UPKEEP: context.upkeep,
      LAKEHOUSE_ALERT_WEBHOOK_URL: context.alertWebhook,
    },
    cwd: projectRoot,
    ports: ['controlPlane'],
    readiness,
    liveness: readiness.check,
    shutdown: { signal: 'SIGTERM', timeoutMs: 10_000 },
    restart: restartPolicy,
  }
}
