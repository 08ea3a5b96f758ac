import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { Command } from 'commander'
import { followLauncher } from '../launcher/follow-launcher.ts'
import { listenForInterruption } from '../launcher/interruption.ts'
import { runStack } from '../launcher/run-stack.ts'
import { progressOn } from '../system/progress.ts'
import { runCommand } from './run-command.ts'

const program = new Command('npm start --')
  .description('Starts the whole stack and keeps it running; Ctrl-C ends it in order, a second Ctrl-C at once.')
  .option('--no-producer', 'start no simulated fleet')
  .option('--rate <events per second>', 'rate of the simulated fleet', '500')
  .option('--detach', 'return once the stack is live; it goes on in the background until "npm stop"')
  .exitOverride()

await runCommand(async () => {
  const { detach } = program.parse().opts<{ detach?: boolean }>()
  const progress = progressOn(process.stderr)
  const interruption = listenForInterruption(
    (signal) => progress.step('launcher', `${signal}: stopping in order; once more to kill at once`),
    () => progress.warn('launcher', 'killing at once'),
  )
  if (detach) {
    const args = process.argv.slice(2).filter((argument) => argument !== '--detach')
    process.exit(await followLauncher(import.meta.filename, args, lakehouseHome(process.env), interruption))
  }
  await runStack(process.env, interruption, progress)
  return interruption.cause() === 'SIGINT' ? 130 : 0
})
process.exit()
