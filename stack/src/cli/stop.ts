import { setTimeout as sleep } from 'node:timers/promises'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { Command } from 'commander'
import { listenForInterruption } from '../launcher/interruption.ts'
import { launcherLock, removeLauncherState } from '../launcher/launcher-state.ts'
import { livingServices, stopLeftovers } from '../launcher/leftovers.ts'
import { isAlive } from '../system/process-identity.ts'
import { lockOwner } from '../system/process-lock.ts'
import { formatDuration, progressOn } from '../system/progress.ts'
import { runCommand } from './run-command.ts'

const LAUNCHER_TIMEOUT_MS = 90_000
const POLL_MS = 100

const program = new Command('npm stop')
  .description('Ends the stack in order: the launcher, or what it left if it was killed. Data stays.')
  .exitOverride()

await runCommand(async () => {
  program.parse()
  const home = lakehouseHome(process.env)
  const progress = progressOn(process.stderr)
  const interruption = listenForInterruption(
    () => progress.warn('stop', 'once more to kill at once'),
    () => progress.warn('stop', 'killing at once'),
  )
  const began = Date.now()
  const launcher = lockOwner(launcherLock(home))
  const running = livingServices(home).length
  if (launcher !== undefined) {
    progress.step('launcher', `asking pid ${launcher.pid} to stop ${running} service(s)`)
    process.kill(launcher.pid, 'SIGTERM')
    const deadline = began + LAUNCHER_TIMEOUT_MS
    while (isAlive(launcher) && Date.now() < deadline && !interruption.kill.aborted) await sleep(POLL_MS)
    if (isAlive(launcher)) {
      progress.warn('launcher', `pid ${launcher.pid} did not end within ${formatDuration(Date.now() - began)}: killed`)
      process.kill(launcher.pid, 'SIGKILL')
    }
  }
  const left = await stopLeftovers(home, progress, interruption.kill)
  removeLauncherState(home)
  if (launcher === undefined && left === 0) progress.step('stack', `nothing runs at ${home}`)
  else progress.step('stack', `stopped in ${formatDuration(Date.now() - began)}`)
  return 0
})
process.exit()
