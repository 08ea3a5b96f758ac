import { type Fault, fillDisk, hang, kill, killTwice, pause, silence } from './faults.ts'

/** One way to harm the running stack. */
export interface Drill {
  readonly name: string
  readonly group: 'kill' | 'pause' | 'hang' | 'full-disk' | 'silence' | 'fuzz'
  readonly service: string
  readonly what: string
  /** Undefined of the fuzz drill, which sends records instead. */
  readonly fault: Fault | undefined
}

/** What each drill's name calls a service, and what the supervisor calls it. */
const SERVICES = {
  taskmanager: 'flink-taskmanager',
  jobmanager: 'flink-jobmanager',
  'sql-gateway': 'sql-gateway',
  kafka: 'kafka',
  minio: 'minio',
  postgres: 'postgres',
  zookeeper: 'zookeeper',
  trino: 'trino',
  'control-plane': 'control-plane',
  producer: 'producer',
} as const
type Victim = keyof typeof SERVICES

const victims = Object.keys(SERVICES) as Victim[]
const KILLED_TWICE: readonly Victim[] = ['taskmanager', 'jobmanager']
/** One for each way to ask whether a part still works. */
const HUNG: readonly Victim[] = ['taskmanager', 'jobmanager', 'kafka', 'zookeeper', 'postgres']
/** MinIO is missing: the Go runtime dies of SIGXFSZ before a write can fail, which is no more than kill-minio. */
const WRITERS: readonly Victim[] = ['taskmanager', 'kafka', 'postgres']

function eachOf(group: Drill['group'], services: readonly Victim[], what: string, fault: Fault): Drill[] {
  return services.map((victim) => ({ name: `${group}-${victim}`, group, service: SERVICES[victim], what, fault }))
}

export const drills: readonly Drill[] = [
  ...victims.flatMap((victim) =>
    KILLED_TWICE.includes(victim)
      ? eachOf('kill', [victim], 'kill -9, and again while it recovers', killTwice)
      : eachOf('kill', [victim], 'kill -9', kill),
  ),
  ...eachOf('pause', victims, 'SIGSTOP for 20 s', pause),
  ...eachOf('hang', HUNG, 'SIGSTOP for good', hang),
  ...eachOf('full-disk', WRITERS, 'every write fails for 20 s', fillDisk),
  { name: 'silence', group: 'silence', service: SERVICES.producer, what: 'no record for 90 s', fault: silence },
  { name: 'fuzz', group: 'fuzz', service: 'flink-taskmanager', what: 'broken and odd records', fault: undefined },
]

/**
 * The drills that these words name: a drill, a group (`kill`, `pause`, `hang`, `full-disk`, `silence`, `fuzz`) or `all`.
 * @throws {RangeError} for any other word.
 */
export function chosenDrills(words: readonly string[]): Drill[] {
  for (const word of words) {
    if (word !== 'all' && !drills.some(({ name, group }) => name === word || group === word)) throw new RangeError(word)
  }
  return drills.filter(({ name, group }) => words.some((word) => word === 'all' || word === name || word === group))
}
