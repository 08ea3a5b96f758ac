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
 * Every folder the engines need, verified; what is missing is fetched or built, side by side.
 * @throws {Failure} naming the set and the tool's last words; nothing of this call runs on after that.
 */
export async function gatherArtifacts(caller: CacheContext, java25: string): Promise<ArtifactFolders> {
  dropAbandonedWorkplaces(caller.cache)
  const abandoned = new AbortController()
  const context = { ...caller, signal: AbortSignal.any([caller.signal, abandoned.signal]) }
  const lock = readLock(lockFile)
  const download = (name: Download) => ensureArtifacts(downloadedSet(name, lock), context)

  const lanes = [
    flinkLane(download, java25, context),
    trinoServerLane(download, java25, context),
    trinoIcebergLane(download),
    smallSetsLane(download),
    ensureArtifacts(minioSet(), context),
  ] as const
  try {
    const [flink, trinoServer, trinoIceberg, smallSets, minio] = await Promise.all(lanes)
    return { ...flink, ...trinoServer, ...trinoIceberg, ...smallSets, minio }
  } catch (error) {
    abandoned.abort()
    await Promise.allSettled(lanes)
    throw error
  }
}

type DownloadSet = (name: Download) => Promise<string>

async function flinkLane(download: DownloadSet, java25: string, context: CacheContext) {
  const flink = await download('flink')
  const functions = flinkFunctionsSet(java25, flink)
  return { flink, ...(functions === undefined ? {} : { flinkFunctions: await ensureArtifacts(functions, context) }) }
}

async function trinoServerLane(download: DownloadSet, java25: string, context: CacheContext) {
  const trinoServer = await download('trino-server')
  return {
    trinoServer,
    trinoLauncher: await ensureArtifacts(trinoLauncherSet(java25, trinoServer), context),
    trinoPlugin: await ensureArtifacts(trinoPluginSet(java25, trinoServer), context),
  }
}

/** A lane of its own: of its minutes Maven spends most waiting for hundreds of small answers. */
async function trinoIcebergLane(download: DownloadSet) {
  return { trinoIceberg: await download('trino-iceberg') }
}

async function smallSetsLane(download: DownloadSet) {
  return {
    kafka: await download('kafka'),
    zookeeper: await download('zookeeper'),
    flinkConnectors: await download('flink-connectors'),
    trinoCli: await download('trino-cli'), // for `npm run trino`, which must not need the network later
  }
}
