import { spawnSync } from 'node:child_process'
import { Failure } from '../system/failure.ts'

/** A command and what must come before its arguments. */
export interface Command {
  readonly command: string
  readonly leadingArgs: readonly string[]
}

const NOBODY = '65534'

/**
 * PostgreSQL refuses to run as root. Inside a user namespace root's process shows as `nobody` while the kernel still
 * gives it root's own files, so data and binaries may stay in folders that only root can reach.
 * @throws {Failure} when this is root and the kernel allows no user namespaces.
 */
export function runnableAs(uid: number, binary: string): Command {
  if (uid !== 0) return { command: binary, leadingArgs: [] }
  const namespace = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']
  const trial = spawnSync('unshare', [...namespace, 'true'], { encoding: 'utf8', timeout: 5_000 })
  if (trial.status === 0) return { command: 'unshare', leadingArgs: [...namespace, binary] }
  const reason = trial.error?.message ?? trial.stderr.trim()
  throw new Failure(
    `PostgreSQL does not run as root, and "unshare ${namespace.join(' ')}" was refused here (${reason}). Start the stack as an ordinary user, or allow user namespaces: sysctl -w user.max_user_namespaces=10000`,
  )
}
