import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { tableDetail, tableList } from '@lakehouse/contracts/api/tables.ts'
import { resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import { lakehouseHome } from '@lakehouse/contracts/locations.ts'
import { producerStatus, producerStatusFile } from '@lakehouse/contracts/producer-status.ts'
import { ask } from './control-plane.ts'
import { DashboardQueries } from './dashboard-queries.ts'
import { filesPerMinute, type Recording, summarised, type Timing } from './recording.ts'

const ROUND_MS = 10_000
const MINUTE_MS = 60_000

interface Wanted {
  readonly label: string
  readonly minutes: number
  /** Hears of every minute that is over. */
  readonly say: (line: string) => void
}

/**
 * Asks the running stack the dashboard's queries every 10 s for so many minutes, and counts the files once a minute.
 * A round that a part of the stack does not answer is counted, and the recording goes on.
 * @throws {Error} when nothing was answered, or the stack is gone at the end.
 */
export async function record(env: NodeJS.ProcessEnv, { label, minutes, say }: Wanted): Promise<Recording> {
  const ports = resolvePorts(env)
  const queries = new DashboardQueries(ports)
  const began = Date.now()
  const timings: Timing[] = []
  const tables: Recording['tables'] = []
  const elapsed = () => Date.now() - began
  let counted = -1
  let unanswered = 0
  const round = async (minute: number) => {
    for await (const timing of queries.timed()) timings.push({ minute, ...timing })
    if (minute === counted) return
    const listed = (await ask(ports, '/api/tables', tableList)).tables.filter(({ writing }) => writing !== 'model')
    for (const { table, data_files, delete_files, bytes } of listed)
      tables.push({ minute, table, data_files, delete_files, bytes })
    counted = minute
    say(`minute ${minute}: ${filesPerMinute({ tables }).at(-1)?.files} files, last answers in ${newest(timings)} ms`)
  }
  while (elapsed() < minutes * MINUTE_MS) {
    await round(Math.floor(elapsed() / MINUTE_MS)).catch((error: Error) => {
      unanswered += 1
      say(`this round had no answer: ${error.message.split('\n')[0]}`)
    })
    // A round that took longer than its turn is followed by the next turn, not by several at once.
    await sleep(ROUND_MS - (elapsed() % ROUND_MS))
  }
  const { policy } = await ask(ports, '/api/tables/iceberg_ride_events', tableDetail)
  const producer = producerStatus.parse(JSON.parse(readFileSync(producerStatusFile(lakehouseHome(env)), 'utf8')))
  return {
    label,
    began_at: new Date(began).toISOString(),
    machine: machine(),
    events_per_second: Math.round(producer.rate),
    upkeep: policy,
    unanswered,
    ...summarised(timings, minutes),
    tables,
  }
}

/** `12, 40, 33`: how long the newest answer to each query took. */
function newest(timings: readonly Timing[]): string {
  const byQuery = Map.groupBy(timings, ({ query }) => query)
  return [...byQuery.values()].map((some) => Math.round(some.at(-1)?.ms ?? 0)).join(', ')
}

/** `2 cores, 23 GB`: what the figures were taken on. */
export function machine(): string {
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`
}
