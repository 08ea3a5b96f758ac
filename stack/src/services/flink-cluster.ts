import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { httpUrl } from '@lakehouse/contracts/endpoints.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { renderFile } from '../config/render.ts'
import { Failure } from '../system/failure.ts'
import { runTool } from '../system/run-tool.ts'
import { awsOnMinio } from './environment.ts'
import type { StackContext } from './stack-context.ts'

/** What JobManager, TaskManager and SQL Gateway have in common. */
export interface FlinkCluster {
  readonly folder: string
  readonly configFolder: string
  readonly java: string
  readonly classPath: string
  /** JVM options for every Flink process. */
  readonly jvmOptions: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export interface ProcessMemory {
  readonly jvmOptions: readonly string[]
  readonly mainArgs: readonly string[]
}

const templates = join(projectRoot, 'flink', 'conf')

/** Renders Flink's configuration and lays out its plugin folder. */
export function prepareFlink(context: StackContext): FlinkCluster {
  const { home, artifacts } = context
  const folder = join(home, 'flink')
  const configFolder = join(folder, 'conf')
  renderFlinkConfig(context)
  // Flink loads a file system from its own plugin folder, apart from the class path it shares with jobs.
  const plugins = join(folder, 'plugins')
  rmSync(plugins, { recursive: true, force: true })
  mkdirSync(join(plugins, 's3'), { recursive: true })
  for (const jar of s3FileSystem(context)) symlinkSync(join(artifacts.flinkConnectors, jar), join(plugins, 's3', jar))
  return {
    folder,
    configFolder,
    java: join(context.java17, 'bin', 'java'),
    classPath: classPathOf(context),
    jvmOptions: [
      `@${join(templates, 'jvm.config')}`,
      `-Dlog4j2.configurationFile=${join(templates, 'log4j2.properties')}`,
    ],
    env: {
      ...awsOnMinio,
      MALLOC_ARENA_MAX: '1',
      FLINK_CONF_DIR: configFolder,
      FLINK_PLUGINS_DIR: plugins,
      FLINK_LIB_DIR: join(artifacts.flink, 'lib'),
    },
  }
}

/** Writes `flink/conf/config.yaml` below `home`, and makes the folder for temporary files that it names. */
export function renderFlinkConfig(
  context: Pick<StackContext, 'home' | 'ports' | 'secrets' | 'checkpointInterval'>,
): void {
  const { home, ports, secrets, checkpointInterval } = context
  const tmp = join(home, 'flink', 'tmp')
  mkdirSync(tmp, { recursive: true, mode: 0o700 })
  renderFile(join(templates, 'config.yaml'), join(home, 'flink', 'conf', 'config.yaml'), {
    FLINK_JOB_MANAGER_RPC_PORT: ports.flinkJobManagerRpc,
    FLINK_REST_PORT: ports.flinkRest,
    FLINK_BLOB_PORT: ports.flinkBlob,
    FLINK_TASK_MANAGER_RPC_PORT: ports.flinkTaskManagerRpc,
    FLINK_TASK_MANAGER_DATA_PORT: ports.flinkTaskManagerData,
    SQL_GATEWAY_PORT: ports.sqlGateway,
    ZOOKEEPER_PORT: ports.zookeeper,
    CHECKPOINT_INTERVAL: checkpointInterval,
    S3_ENDPOINT: httpUrl(ports, 'minio'),
    S3_ACCESS_KEY: secrets.s3AccessKey,
    S3_SECRET_KEY: secrets.s3SecretKey,
    TMP_DIR: tmp,
  })
}

const s3FileSystem = ({ artifacts }: StackContext) =>
  readdirSync(artifacts.flinkConnectors).filter((jar) => jar.startsWith('flink-s3-fs-'))

function classPathOf(context: StackContext): string {
  const { flink, flinkConnectors, flinkFunctions } = context.artifacts
  const plugins = s3FileSystem(context)
  const connectors = readdirSync(flinkConnectors).filter((jar) => !plugins.includes(jar))
  return [
    join(templates, 'hadoop'),
    ...readdirSync(join(flink, 'lib'))
      .sort()
      .map((jar) => join(flink, 'lib', jar)),
    ...connectors.sort().map((jar) => join(flinkConnectors, jar)),
    ...(flinkFunctions === undefined ? [] : [join(flinkFunctions, '*')]),
  ].join(':')
}

/**
 * JVM options and main arguments that Flink's own calculator derives from the memory settings of config.yaml.
 * Kept beside the configuration, because asking costs the start of a JVM.
 */
export async function processMemory(
  cluster: FlinkCluster,
  flinkFolder: string,
  command: 'GET_JM_RESOURCE_PARAMS' | 'GET_TM_RESOURCE_PARAMS',
  signal: AbortSignal,
): Promise<ProcessMemory> {
  const config = readFileSync(join(cluster.configFolder, 'config.yaml'), 'utf8')
  const key = createHash('sha256').update(flinkFolder).update(config).digest('hex')
  const file = join(cluster.folder, `${command}.json`)
  if (existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8'))
    if (kept.key === key) return kept
  }
  const classPath = [join(flinkFolder, 'bin', 'bash-java-utils.jar'), cluster.classPath].join(':')
  const main = 'org.apache.flink.runtime.util.bash.BashJavaUtils'
  const args = [
    '-Xmx64m',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    classPath,
    main,
    command,
    '--configDir',
    cluster.configFolder,
  ]
  const memory = parseProcessMemory(await runTool(cluster.java, args, { signal, timeoutMs: 180_000 }))
  writeFileSync(file, JSON.stringify({ key, ...memory }), { mode: 0o600 })
  return memory
}

/** The calculator marks its two answers: JVM options, then `-D name=value` arguments. */
export function parseProcessMemory(output: string): ProcessMemory {
  const marked = output
    .split('\n')
    .filter((line) => line.startsWith('BASH_JAVA_UTILS_EXEC_RESULT:'))
    .map((line) =>
      line
        .slice(line.indexOf(':') + 1)
        .split(' ')
        .filter((word) => word !== ''),
    )
  const [jvmOptions, mainArgs] = marked
  if (jvmOptions === undefined || mainArgs === undefined) {
    throw new Failure(`Flink's memory calculator answered without its two result lines:\n${output}`)
  }
  return { jvmOptions, mainArgs }
}
