import type { ArtifactFolders } from '../services/stack-context.ts'
import { type CacheContext, dropAbandonedWorkplaces, ensureArtifacts } from './cache.ts'
import {
  type Download,
  downloadedSet,
  flinkFunctionsSet,
  lockFile,
  minioSet,
  trinoLauncherSet,
  trinoPluginSet,
} from './catalogue.ts'
import { readLock } from './locked-file.ts'

/**
 * Every folder the engines need, verified; what is missing is fetched or built, side by side where the tools differ.
 * @throws {Failure} naming the set and the tool's last words.
 */
export async function gatherArtifacts(context: CacheContext, java25: string): Promise<ArtifactFolders> {
  dropAbandonedWorkplaces(context.cache)
  const lock = readLock(lockFile)
  const download = (name: Download) => ensureArtifacts(downloadedSet(name, lock), context)
  const flink = download('flink')
  const flinkFunctions = flink.then((folder) => {
    const functions = flinkFunctionsSet(java25, folder)
    return functions === undefined ? undefined : ensureArtifacts(functions, context)
  })
  // Maven downloads with several connections by itself: one of its sets after the other.
  const fromMaven = async () => ({
    kafka: await download('kafka'),
    zookeeper: await download('zookeeper'),
    flinkConnectors: await download('flink-connectors'),
    trinoServer: await download('trino-server'),
    trinoIceberg: await download('trino-iceberg'),
    trinoCli: await download('trino-cli'), // for `npm run trino`, which must not need the network later
  })
  const [maven, functions, minio] = await Promise.all([
    fromMaven(),
    flinkFunctions,
    ensureArtifacts(minioSet(), context),
  ])
  return {
    ...maven,
    flink: await flink,
    ...(functions === undefined ? {} : { flinkFunctions: functions }),
    minio,
    trinoLauncher: await ensureArtifacts(trinoLauncherSet(java25, maven.trinoServer), context),
    trinoPlugin: await ensureArtifacts(trinoPluginSet(java25, maven.trinoServer), context),
  }
}
