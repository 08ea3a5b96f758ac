import type { WriteStream } from 'node:tty'
import type { ProducerStatus } from '@lakehouse/contracts/producer-status.ts'

/** Without a terminal a line every so many seconds. */
const PLAIN_INTERVAL_S = 10

/** The newest state for a person. */
export function progressLine(status: ProducerStatus): string {
  if (status.state === 'connecting') return `waiting for Kafka: ${status.problem ?? 'connecting'}`
  const { heartbeat, ...records } = status.acknowledged
  const total = Object.values(records).reduce((sum, count) => sum + count, 0)
  const { late, outOfOrder, duplicate, malformed } = records
  const counts = `${total} sent (late ${late}, out of order ${outOfOrder}, duplicates ${duplicate}, malformed ${malformed})`
  const trouble = status.state === 'blocked' ? `, blocked: ${status.problem} (${status.retries} retries)` : ''
  return `${Math.round(status.rate)} of ${status.target_rate} records/s, ${counts}${trouble}`
}

/** Shows the state once a second on a terminal, and on anything else every ten seconds or when it changes. */
export class Progress {
  readonly #output: Pick<WriteStream, 'write' | 'isTTY'>
  #state: ProducerStatus['state'] | undefined
  #quietFor = 0

  constructor(output: Pick<WriteStream, 'write' | 'isTTY'>) {
    this.#output = output
  }

  /** To be called once a second. */
  show(status: ProducerStatus): void {
    if (this.#output.isTTY) this.#output.write(`\r\u001b[K${progressLine(status)}`)
    else if (status.state !== this.#state || ++this.#quietFor >= PLAIN_INTERVAL_S) {
      this.#output.write(`${progressLine(status)}\n`)
      this.#quietFor = 0
    }
    this.#state = status.state
  }

  end(): void {
    if (this.#output.isTTY) this.#output.write('\n')
  }
}
