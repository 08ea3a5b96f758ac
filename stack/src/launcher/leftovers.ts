import { readStates, removeState, type ServiceState } from '../supervisor/service-state.ts'
import { inDependencyOrder, reversed } from '../supervisor/start-order.ts'
import { findMarked } from '../system/marked-processes.ts'
import { stopGroup } from '../system/process-group.ts'
import { isAlive } from '../system/process-identity.ts'
import type { Progress } from '../system/progress.ts'

/** The services at `home` whose processes still run. */
export function livingServices(home: string): readonly ServiceState[] {
  return readStates(home).filter(({ process }) => process !== undefined && isAlive(process))
}

/**
 * Ends, from pid files alone, what a launcher that died left behind: services in reverse order of their dependencies,
 * then whatever else carries this stack's mark. Gives how many processes there were.
 */
export async function stopLeftovers(home: string, progress: Progress, killNow?: AbortSignal): Promise<number> {
  const services = livingServices(home)
  const known = new Set(services.map(({ name }) => name))
  const nodes = services.map((service) => ({
    ...service,
    dependsOn: service.dependsOn.filter((name) => known.has(name)),
  }))
  await inDependencyOrder(reversed(nodes), async ({ name, process, shutdown }) => {
    if (process === undefined) return
    const { killed } = await stopGroup(process, shutdown, killNow)
    progress.step(
      name,
      killed ? `killed (pid ${process.pid}): did not end on ${shutdown.signal}` : `stopped (pid ${process.pid})`,
    )
  })
  for (const { name } of readStates(home)) removeState(home, name)

  const others = findMarked(home)
  for (const other of others) {
    progress.step('left behind', `killing pid ${other.pid}`)
    await stopGroup(other, { signal: 'SIGKILL', timeoutMs: 5_000 })
  }
  return services.length + others.length
}
