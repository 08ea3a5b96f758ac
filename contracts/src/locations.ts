import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** The project's root: the folder that holds docker-compose.yml, flink/, trino/ and so on. */
export const projectRoot = resolve(import.meta.dirname, '..', '..')

/** Data, logs, pids and secrets of one stack: `LAKEHOUSE_HOME`, or `.lakehouse` in the project. */
export function lakehouseHome(env: Env): string {
  return resolve(env.LAKEHOUSE_HOME || join(projectRoot, '.lakehouse'))
}

/** Downloaded and built artifacts, shared by all clones: `LAKEHOUSE_CACHE`, or `lakehouse` in the user's cache folder. */
export function lakehouseCache(env: Env): string {
  return resolve(env.LAKEHOUSE_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lakehouse'))
}
