import { producerStatusFile } from '@lakehouse/contracts/producer-status.ts'
import { CommanderError } from 'commander'
import { type ProducerConfig, parseConfig } from './config.ts'
import { Heartbeat } from './heartbeat.ts'
import { Ledger } from './ledger.ts'
import { produce } from './produce.ts'
import { Progress } from './progress.ts'
import { Publisher } from './publisher.ts'
import { Faults } from './simulation/faults.ts'
import { Random } from './simulation/random.ts'
import { World } from './simulation/world.ts'
import { Statistics } from './statistics.ts'
import { assertOnlyProducer, writeStatusFile } from './status-file.ts'

/** How long a producer that is told to stop tries to have everything acknowledged. */
const FLUSH_DEADLINE_MS = 10_000

/** Aborts `stop` at the first SIGTERM or SIGINT; a second one ends the process at once. */
function stopOnSignals(stop: AbortController): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (signal === 'SIGINT') process.exitCode = 130
      if (stop.signal.aborted) process.exit()
      stop.abort(new Error(`stopped by ${signal}`))
    })
  }
}

async function run(config: ProducerConfig, stop: AbortController): Promise<void> {
  const startedAt = Date.now()
  const statusFile = producerStatusFile(config.home)
  assertOnlyProducer(statusFile, startedAt)
  const { rate, seed, cities } = config
  const shares = {
    late: config.late / 100,
    outOfOrder: config.outOfOrder / 100,
    duplicates: config.duplicates / 100,
    malformed: config.malformed / 100,
  }
  // Copies come on top of what happens, and the rate counts them.
  const world = new World({ seed, startedAt, rate: rate / (1 + shares.duplicates + shares.malformed), cities })
  const facts = {
    run: world.run,
    pid: process.pid,
    target_rate: rate,
    cities: [...new Set(world.zones.map(({ city }) => city.name))],
    drivers: world.drivers.length,
    zones: world.zones.length,
  }
  const statistics = new Statistics(facts, startedAt)
  const progress = new Progress(process.stderr)
  const report = (): void => {
    const status = statistics.status(Date.now())
    writeStatusFile(statusFile, status)
    progress.show(status)
  }
  const reporting = setInterval(report, 1_000)
  try {
    report()
    const publisher = await connect(config, statistics, stop.signal)
    const ledger = new Ledger(config.ledger, world.run)
    const giveUp = new AbortController()
    stop.signal.addEventListener('abort', () => {
      setTimeout(() => giveUp.abort(unflushed(statistics)), FLUSH_DEADLINE_MS).unref()
    })
    if (config.duration !== undefined) setTimeout(() => stop.abort(), config.duration * 1_000).unref()
    try {
      const heartbeat = new Heartbeat(publisher.partitioning.counts)
      const faults = new Faults(shares, new Random(seed, 'faults'))
      const production = { world, faults, heartbeat, publisher, ledger, statistics, startedAt }
      await produce(production, stop.signal, giveUp.signal)
    } finally {
      ledger.close()
      await publisher.close(giveUp.signal)
    }
  } finally {
    clearInterval(reporting)
    statistics.stopped()
    report()
    progress.end()
  }
  if (config.json) process.stdout.write(`${JSON.stringify(statistics.status(Date.now()))}\n`)
}

function unflushed(statistics: Statistics): Error {
  const { problem } = statistics.status(Date.now())
  const waited = `Kafka did not acknowledge the last events within ${FLUSH_DEADLINE_MS / 1000} s of the request to stop`
  return new Error(`${waited}: ${problem ?? 'no answer'}. They may or may not be in Kafka; the ledger leaves them out`)
}

/** @throws {Error} naming what was tried, when Kafka cannot be reached in time. */
async function connect(config: ProducerConfig, statistics: Statistics, stop: AbortSignal): Promise<Publisher> {
  const deadline = AbortSignal.timeout(config.connectTimeout * 1_000)
  const events = {
    onRetry: (problem: Error) => statistics.failed(problem),
    onNewSession: () => statistics.connected(Date.now()),
  }
  try {
    const publisher = await Publisher.connect(config.brokers, events, AbortSignal.any([deadline, stop]))
    statistics.connected(Date.now())
    return publisher
  } catch (cause) {
    if (stop.aborted) throw stop.reason
    const { problem } = statistics.status(Date.now())
    const tried = `no Kafka with the topics at ${config.brokers.join(', ')} within ${config.connectTimeout} s`
    throw new Error(`${tried}: ${problem ?? cause}. Is the stack running? See "npm run status"`, { cause })
  }
}

const stop = new AbortController()
stopOnSignals(stop)
try {
  await run(parseConfig(process.argv.slice(2), process.env), stop)
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error !== stop.signal.reason) {
    process.stderr.write(`producer: ${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
// The connection to a broker that does not answer would keep the process alive.
process.exit()
