import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { renderFile } from '../config/render.ts'
import { tcpAnswer, tcpReadiness } from '../supervisor/probe.ts'
import { restartPolicy, type ServiceSpec } from '../supervisor/service-spec.ts'
import { quietMalloc } from './environment.ts'
import type { StackContext } from './stack-context.ts'

const templates = join(projectRoot, 'zookeeper')

/** ZooKeeper: Flink's high availability keeps its leader election and job graphs here. */
export function zookeeper({ home, ports, artifacts, java17 }: StackContext): ServiceSpec {
  const folder = join(home, 'zookeeper')
  const config = join(folder, 'zoo.cfg')
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain'
  return {
    name: 'zookeeper',
    dependsOn: [],
    command: join(java17, 'bin', 'java'),
    args: [`@${join(templates, 'jvm.config')}`, '-cp', join(artifacts.zookeeper, '*'), main, config],
    env: quietMalloc,
    cwd: folder,
    ports: ['zookeeper'],
    readiness: tcpReadiness(ports.zookeeper, 120_000),
    liveness: tcpAnswer(ports.zookeeper, Buffer.from('srvr')),
    shutdown: { signal: 'SIGTERM', timeoutMs: 10_000 },
    restart: restartPolicy,
    prepare: async () => renderZookeeperConfig({ home, ports }),
  }
}

/** Writes `zookeeper/zoo.cfg` below `home`. */
export function renderZookeeperConfig({ home, ports }: Pick<StackContext, 'home' | 'ports'>): void {
  const values = { DATA_DIR: join(home, 'zookeeper', 'data'), ZOOKEEPER_PORT: ports.zookeeper }
  renderFile(join(templates, 'zoo.cfg'), join(home, 'zookeeper', 'zoo.cfg'), values)
}
