import { resolve } from 'node:path'
import { LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { ledgerFolder } from '@lakehouse/contracts/ledger.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type City, cities } from './simulation/city.ts'

export interface ProducerConfig {
  /** Records per second, copies included. */
  readonly rate: number
  readonly seed: number
  /** Percent of all events. */
  readonly late: number
  readonly duplicates: number
  readonly outOfOrder: number
  readonly malformed: number
  /** Seconds; runs until it is stopped when absent. */
  readonly duration?: number
  readonly cities: readonly City[]
  readonly brokers: readonly string[]
  readonly ledger: string
  /** Seconds. */
  readonly connectTimeout: number
  readonly json?: true
  readonly home: string
}

const number = (what: string, min: number, max: number, accept: (value: number) => boolean = Number.isFinite) => {
  return (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (accept(value) && value >= min && value <= max) return value
    throw new InvalidArgumentError(`must be ${what} from ${min} to ${max}.`)
  }
}
const percent = number('a percentage', 0, 100)

function cityList(text: string): City[] {
  return text.split(',').map((name) => {
    const wanted = name.trim().toLowerCase()
    const city = cities.find((known) => [known.code, known.name.toLowerCase()].includes(wanted))
    if (city !== undefined) return city
    const known = cities.map(({ code, name }) => `${code} (${name})`).join(', ')
    throw new InvalidArgumentError(`no city "${name.trim()}". Known: ${known}.`)
  })
}

/**
 * The producer's settings from its arguments and environment.
 * @throws {CommanderError} on wrong use, or when help was asked for.
 */
export function parseConfig(args: readonly string[], env: NodeJS.ProcessEnv): ProducerConfig {
  const home = lakehouseHome(env)
  const command = new Command('npm run producer --')
    .description('Simulate a ride-hailing company and write its events to Kafka, in real time, until stopped.')
    .option('--rate <n>', 'records per second', number('a number', 10, 20_000), 500)
    .option('--seed <n>', 'same seed, same company', number('a whole number', 0, 2 ** 32 - 1, Number.isInteger), 1)
    .option('--late <percent>', 'events sent more than 5 s after they happened', percent, 2)
    .option('--out-of-order <percent>', 'events overtaken by younger ones, still on time', percent, 2)
    .option('--duplicates <percent>', 'events sent twice', percent, 1)
    .option('--malformed <percent>', 'broken copies of events', percent, 0.5)
    .option('--duration <seconds>', 'stop after this long', number('seconds', 1, 31_536_000))
    .addOption(
      new Option('--cities <list>', 'only these, by code or name: nyc,chi')
        .argParser(cityList)
        .default(cities, 'as many of eight as the rate can fill'),
    )
    .option('--brokers <list>', 'Kafka brokers, host:port', (text) => text.split(','), [
      `${LOOPBACK}:${resolvePorts(env).kafka}`,
    ])
    .option(
      '--ledger <folder>',
      'where to write down what Kafka acknowledged',
      (text) => resolve(text),
      ledgerFolder(home),
    )
    .option('--connect-timeout <seconds>', 'how long to wait for Kafka at the start', number('seconds', 1, 3600), 60)
    .option('--json', 'print the final counts as JSON on stdout')
    .exitOverride()
    .parse(args, { from: 'user' })
  const options = command.opts<Omit<ProducerConfig, 'home'>>()
  if (options.late + options.outOfOrder > 100) {
    command.error('error: --late and --out-of-order together exceed 100 percent')
  }
  return { ...options, home }
}
