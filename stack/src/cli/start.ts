import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { Command, InvalidArgumentError } from 'commander'
import { followLauncher } from '../launcher/follow-launcher.ts'
import { listenForInterruption } from '../launcher/interruption.ts'
import { runStack } from '../launcher/run-stack.ts'
import { progressOn } from '../system/progress.ts'
import { runCommand } from './run-command.ts'

interface Options {
  readonly producer: boolean
  readonly rate: number
  readonly detach: boolean
}

function eventsPerSecond(text: string): number {
  const rate = Number(text)
  if (Number.isInteger(rate) && rate >= 10 && rate <= 20_000) return rate
  throw new InvalidArgumentError('must be a whole number from 10 to 20000.')
}

const program = new Command('npm start --')
  .description('Starts the whole stack and keeps it running. Ctrl-C ends it in order, a second Ctrl-C at once.')
  .option('--no-producer', 'start no simulated fleet')
  .option('--rate <n>', 'events per second of the simulated fleet', eventsPerSecond, 500)
  .option('--detach', 'return once the stack is live; it goes on in the background until "npm stop"', false)
  .addHelpText(
    'after',
    `
Environment:
  LAKEHOUSE_HOME                 data, logs and secrets (default .lakehouse in the project)
  LAKEHOUSE_CACHE                downloaded artifacts (default "lakehouse" in the user's cache folder)
  LAKEHOUSE_PORT_OFFSET          shifts every port; LAKEHOUSE_<PART>_PORT sets one
  LAKEHOUSE_CHECKPOINT_INTERVAL  of Flink's jobs (default "2 s")
  LAKEHOUSE_UPKEEP               "off": tables are maintained only when asked for (default "on")
  LAKEHOUSE_ALERT_WEBHOOK_URL    is told of every alert, by POST of JSON (default none)
  LAKEHOUSE_JDK17_HOME, LAKEHOUSE_JDK25_HOME  Java installations to use`,
  )
  .exitOverride()

await runCommand(async () => {
  const { producer, rate, detach } = program.parse().opts<Options>()
  const progress = progressOn(process.stderr)
  const interruption = listenForInterruption(
    (signal) => progress.step('launcher', `${signal}: stopping in order; once more to kill at once`),
    () => progress.warn('launcher', 'killing at once'),
  )
  if (detach) {
    const args = process.argv.slice(2).filter((argument) => argument !== '--detach')
    return followLauncher(import.meta.filename, args, lakehouseHome(process.env), interruption)
  }
  await runStack(process.env, producer ? rate : undefined, interruption, progress)
  return interruption.cause() === 'SIGINT' ? 130 : 0
})
process.exit()
