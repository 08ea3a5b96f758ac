import { createRequire } from 'node:module'
import { Kafka, type KafkaConfig } from 'kafkajs'

interface RequestQueue {
  readonly pending: readonly unknown[]
  scheduleCheckPendingRequests(): void
}

/** A kafkajs client without its idle timer. */
export function kafkaClient(config: KafkaConfig): Kafka {
  return new Kafka(config)
}

/**
 * Stops kafkajs 2.2.4 from waking up a thousand times a second: after every answer it sets a timer with a negative delay,
 * which Node takes for 1 ms (and warns of), even when nothing is pending. With something pending the timer is set as before.
 * Source: kafkajs issue 1751, whose repair (pull request 1768) was never released.
 */
function silenceIdleTimer(): void {
  const require = createRequire(import.meta.url)
  const { prototype }: { prototype: RequestQueue } = require('kafkajs/src/network/requestQueue')
  const schedule = prototype.scheduleCheckPendingRequests
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this)
  }
}
silenceIdleTimer()
