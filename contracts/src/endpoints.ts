/**
 * Where every part of the stack listens: the only place with port numbers.
 * All addresses are on loopback. `LAKEHOUSE_PORT_OFFSET=N` shifts all of them,
 * `LAKEHOUSE_<PART>_PORT` overrides one (and is not shifted).
 */
export const LOOPBACK = '127.0.0.1'

const DEFAULT_PORTS = {
  dashboard: 5173,
  controlPlane: 4000,
  trino: 8080,
  flinkRest: 8081,
  sqlGateway: 8083,
  zookeeper: 2181,
  kafka: 9092,
  minio: 9000,
  postgres: 5432,
  // Internal to a part, never used by a client of ours.
  kafkaController: 9093,
  flinkTaskManagerRpc: 6122,
  flinkJobManagerRpc: 6123,
  flinkBlob: 6124,
  flinkTaskManagerData: 6125,
} as const

export type Endpoint = keyof typeof DEFAULT_PORTS
export type Ports = Readonly<Record<Endpoint, number>>

/** The environment variable that overrides one port: `flinkRest` gives `LAKEHOUSE_FLINK_REST_PORT`. */
export function portVariable(endpoint: Endpoint): string {
  return `LAKEHOUSE_${endpoint.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_PORT`
}

/**
 * The port of every part under this environment.
 * @throws {Error} naming each variable that is not a port number.
 */
export function resolvePorts(env: Readonly<Record<string, string | undefined>>): Ports {
  const problems: string[] = []
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const text = env[name]
    if (text === undefined || text === '') return fallback
    const value = Number(text)
    if (Number.isInteger(value) && value >= min && value <= max) return value
    problems.push(`${name} must be a whole number from ${min} to ${max}, not "${text}"`)
    return fallback
  }
  const offset = integer('LAKEHOUSE_PORT_OFFSET', 0, 0, 56_000)
  const ports = {} as Record<Endpoint, number>
  for (const endpoint of Object.keys(DEFAULT_PORTS) as Endpoint[]) {
    ports[endpoint] = integer(portVariable(endpoint), DEFAULT_PORTS[endpoint] + offset, 1, 65_535)
  }
  if (problems.length > 0) throw new Error(problems.join('; '))
  return ports
}

/** `http://127.0.0.1:<port>` of a part that speaks HTTP. */
export function httpUrl(ports: Ports, endpoint: Endpoint): string {
  return `http://${LOOPBACK}:${ports[endpoint]}`
}
