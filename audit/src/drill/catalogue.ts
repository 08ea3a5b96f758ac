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

export const drills: readonly Drill[] = [
  ...victims.map((victim): Drill => {
    const twice = KILLED_TWICE.includes(victim)
    const what = twice ? 'kill -9, and again while it recovers' : 'kill -9'
    return { name: `kill-${victim}`, group: 'kill', service: SERVICES[victim], what, fault: twice ? killTwice : kill }
  }),
  ...victims.map(
    (victim): Drill => ({
      name: `pause-${victim}`,
      group: 'pause',
      service: SERVICES[victim],
      what: 'SIGSTOP for 20 s',
      fault: pause,
    }),
  ),
  ...HUNG.map(
    (victim): Drill => ({
      name: `hang-${victim}`,
      group: 'hang',
      service: SERVICES[victim],
      what: 'SIGSTOP for good',
      fault: hang,
    }),
  ),
  ...WRITERS.map(
    (victim): Drill => ({
      name: `full-disk-${victim}`,
      group: 'full-disk',
      service: SERVICES[victim],
      what: 'every write fails for 20 s',
      fault: fillDisk,
    }),
  ),
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
