import { z } from 'zod'
import { UsageError } from '../system/failure.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What a person may set for the services, by environment variables of `npm start`. */
export interface Settings {
  /** Flink's checkpoint interval, as Flink spells durations. */
  readonly checkpointInterval: string
  /** `off`: tables are maintained only when asked for. */
  readonly upkeep: 'on' | 'off'
  /** Where alerts are told; empty: nowhere. */
  readonly alertWebhook: string
}

/** Durations in Flink: https://nightlies.apache.org/flink/flink-docs-release-2.1/docs/deployment/config/ */
const variables = z.object({
  LAKEHOUSE_CHECKPOINT_INTERVAL: z
    .string()
    .regex(/^[1-9]\d* ?(ms|s|sec|min|m|h)$/, 'must be a duration such as "500 ms", "2 s" or "1 min"')
    .default('2 s'),
  LAKEHOUSE_UPKEEP: z.enum(['on', 'off'], 'must be "on" or "off"').default('on'),
  LAKEHOUSE_ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
})

/** The settings of the environment; an empty variable counts as none. @throws {UsageError} naming what cannot be used. */
export function readSettings(env: Env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { data, error } = variables.safeParse(given)
  if (error !== undefined) {
    const told = error.issues.map(
      ({ path: [name], message }) => `${String(name)} is "${given[String(name)]}": ${message}`,
    )
    throw new UsageError(told.join('\n'))
  }
  return {
    checkpointInterval: data.LAKEHOUSE_CHECKPOINT_INTERVAL,
    upkeep: data.LAKEHOUSE_UPKEEP,
    alertWebhook: data.LAKEHOUSE_ALERT_WEBHOOK_URL ?? '',
  }
}
