import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { parse } from 'yaml'
import { z } from 'zod'

const condition = z.enum(['service_started', 'service_healthy', 'service_completed_successfully'])

/** The parts of the specification that docker-compose.yml uses, in the spelling that it uses. */
const service = z.object({
  image: z.string(),
  build: z.union([z.string(), z.object({ context: z.string(), dockerfile: z.string() })]).optional(),
  entrypoint: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  working_dir: z.string().optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  network_mode: z.string().optional(),
  user: z.string().optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  restart: z.string().default('no'),
  mem_limit: z.string().optional(),
  stop_grace_period: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition })).default({}),
})
export type ComposeService = z.infer<typeof service>

const composeFile = z.object({
  services: z.record(z.string(), service),
  configs: z.record(z.string(), z.object({ content: z.string() })),
})
export type ComposeFile = z.infer<typeof composeFile>

const path = join(projectRoot, 'docker-compose.yml')

/** The file's text, comments included. */
export const composeText = readFileSync(path, 'utf8')

/** The file as YAML, merge keys applied and extension fields included: what the specification's schema judges. */
export function readComposeYaml(): unknown {
  return parse(composeText, { merge: true })
}

/**
 * The file as containers see it: `$$`, which stands for one `$`, replaced.
 * @throws {z.ZodError} when it uses the specification in another spelling than the tests know.
 */
export function readComposeFile(): ComposeFile {
  return composeFile.parse(
    JSON.parse(JSON.stringify(readComposeYaml()), (_, value) =>
      typeof value === 'string' ? value.replaceAll('$$', '$') : value,
    ),
  )
}

/**
 * The service of that name.
 * @throws {Error} when there is none.
 */
export function serviceOf({ services }: ComposeFile, name: string): ComposeService {
  const found = services[name]
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`)
  return found
}

/** Whether the service does its work once and ends. */
export const isOneShot = ({ restart }: ComposeService) => restart === 'no'

/** Everything a service waits for, directly or through others. */
export function dependencies({ services }: ComposeFile, name: string): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (current: string) => {
    for (const next of Object.keys(services[current]?.depends_on ?? {})) {
      if (!found.has(next)) visit(next)
      found.add(next)
    }
  }
  visit(name)
  return found
}

const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

/** Bytes of `640m`, as Docker, Java and Flink spell sizes. */
export function bytes(size: string): number {
  const [, amount, unit] = /^(\d+)([kmg])(?:i?b)?$/i.exec(size) ?? []
  if (amount === undefined || unit === undefined) throw new Error(`"${size}" is no size such as 640m`)
  return Number(amount) * (UNITS[unit.toLowerCase()] ?? Number.NaN)
}

/** Milliseconds of `20s`. */
export function milliseconds(duration: string): number {
  const seconds = /^(\d+)s$/.exec(duration)?.[1]
  if (seconds === undefined) throw new Error(`"${duration}" is no number of seconds such as 20s`)
  return Number(seconds) * 1000
}
