import type { Found, Rule } from '../rule.ts'

const SETTING = 'table.exec.source.idle-timeout'
const OPTION = 'scan.watermark.idle-timeout'

/** A source's watermark is the lowest of its partitions: one that gets no records holds all windows and joins back. */
export const noIdleTimeout: Rule = {
  name: 'no-idle-timeout',
  severity: 'error',
  *check(script): Iterable<Found> {
    const all = script.settings.some(({ key, value }) => key === SETTING && !/^0\b/.test(value))
    for (const table of script.tables) {
      const options = new Map(table.options.map(({ key, value }) => [key, value]))
      if (table.watermark === undefined || !/kafka$/.test(options.get('connector') ?? '') || all) continue
      if (options.has(OPTION)) continue
      yield {
        at: table.watermark,
        message: `${table.name} has a watermark and no idle timeout: one Kafka partition without new records stops every window and join that reads it, while the job stays green`,
        instead: `'${OPTION}' = '60 s' in its WITH, longer than any pause: what comes after it may be dropped as late; or heartbeats in every partition, as the control plane writes them to ride_events and driver_locations`,
      }
    }
  },
}
