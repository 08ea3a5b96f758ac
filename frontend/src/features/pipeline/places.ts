import type { Pipeline, PlaceState } from '@lakehouse/contracts/api/pipeline.ts'

/** A figure of a place and what it is of. */
type Fact = readonly [label: string, value: string | null]

/** One box of the map. */
export interface Place {
  readonly id: string
  readonly kind: 'producer' | 'topic' | 'job' | 'operator' | 'table' | 'trino' | 'dashboard'
  readonly title: string
  /** What happens there, as a rate or an age; null where it is not known. */
  readonly figure: string | null
  readonly state: PlaceState
  readonly detail: string
  /** Shares of the time, where it is known. */
  readonly busy: number | null
  readonly backPressured: number | null
  readonly job: string | null
  /** How far into its job: 0 for a source. */
  readonly depth: number
  readonly facts: readonly Fact[]
}

export interface Link {
  readonly from: string
  readonly to: string
  /** Records per second that go along. */
  readonly rate: number | null
}

export interface Places {
  readonly places: readonly Place[]
  readonly links: readonly Link[]
}

type Job = Pipeline['jobs'][number]
type Operator = Job['operators'][number]

const nothing = { busy: null, backPressured: null, job: null, depth: 0 }

/** `1,402/s`; small rates keep a digit. */
function perSecond(rate: number | null): string | null {
  if (rate === null) return null
  const digits = rate > 0 && rate < 10 ? 1 : 0
  return `${rate.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits })}/s`
}

/** `63 %`. */
export function percent(share: number | null): string | null {
  return share === null ? null : `${Math.round(share * 100)} %`
}

/** Seconds between a moment and `now`, `6.2 s`. */
function behind(at: string | null, now: number): string | null {
  return at === null ? null : `${Math.max(0, (now - Date.parse(at)) / 1000).toFixed(1)} s`
}

/** The map with every operator of every job. Iceberg's own tasks are drawn as the table that they write. */
export function operatorMap(pipeline: Pipeline): Places {
  const now = Date.parse(pipeline.checked_at)
  const ends = endsOf(pipeline, now)
  const places: Place[] = [...ends.before]
  const links: Link[] = [...ends.links]
  for (const job of pipeline.jobs) {
    const drawn = job.operators.filter((operator) => !ofIceberg(operator))
    const depths = depthsOf(job.operators)
    if (drawn.length === 0) places.push(jobPlace(job, now))
    for (const operator of drawn) {
      const id = operatorId(job, operator)
      places.push(operatorPlace(job, operator, depths.get(operator.id) ?? 0, now))
      for (const topic of operator.topics)
        links.push({ from: `topic ${topic}`, to: id, rate: operator.records_in_per_second })
      for (const table of operator.tables) links.push({ from: id, to: `table ${table}`, rate: null })
      for (const input of operator.inputs) {
        const from = job.operators.find((candidate) => candidate.id === input)
        if (from !== undefined && !ofIceberg(from))
          links.push({ from: operatorId(job, from), to: id, rate: operator.records_in_per_second })
      }
    }
    for (const committer of job.operators.filter(({ kind }) => kind === 'sink'))
      for (const table of committer.tables)
        for (const writer of writersOf(job.operators, committer))
          links.push({ from: operatorId(job, writer), to: `table ${table}`, rate: null })
  }
  return { places: [...places, ...ends.after], links: unique(links) }
}

/** The same with one box for each job, where there is no room for more. */
export function jobMap(pipeline: Pipeline): Places {
  const now = Date.parse(pipeline.checked_at)
  const ends = endsOf(pipeline, now)
  const links: Link[] = [...ends.links]
  for (const job of pipeline.jobs) {
    const topics = new Set(job.operators.flatMap((operator) => operator.topics))
    for (const topic of topics) links.push({ from: `topic ${topic}`, to: `job ${job.name}`, rate: null })
  }
  for (const table of pipeline.tables)
    for (const job of table.jobs) links.push({ from: `job ${job}`, to: `table ${table.name}`, rate: null })
  const jobs = pipeline.jobs.map((job) => jobPlace(job, now))
  return { places: [...ends.before, ...jobs, ...ends.after], links: unique(links) }
}

/** Every figure of the map as rows, for those who read and those who calculate. */
export function placeRows({ places }: Places): (readonly (string | null)[])[] {
  return places.map((place) => [
    place.kind,
    place.job,
    place.title,
    place.state,
    place.detail,
    place.figure,
    percent(place.busy),
    percent(place.backPressured),
    factOf(place, 'Watermark behind'),
    factOf(place, 'Not read yet'),
  ])
}
export const placeColumns = [
  'place',
  'job',
  'name',
  'state',
  'detail',
  'figure',
  'busy',
  'back-pressured',
  'watermark behind',
  'lag',
]

function factOf(place: Place, label: string): string | null {
  return place.facts.find(([name]) => name === label)?.[1] ?? null
}

function operatorId(job: Job, operator: Operator): string {
  return `operator ${job.name} ${operator.id}`
}

/** Writers and committers of Iceberg's sink: the table's box stands for them. */
function ofIceberg({ kind, name }: Operator): boolean {
  return kind === 'sink' || name === 'Iceberg writer'
}

/** What feeds a committer, through Iceberg's own writer if that is a task of its own. */
function writersOf(operators: readonly Operator[], committer: Operator): Operator[] {
  return committer.inputs.flatMap((id) => {
    const input = operators.find((candidate) => candidate.id === id)
    if (input === undefined) return []
    return ofIceberg(input) ? writersOf(operators, input) : [input]
  })
}

/** The longest way from a source, in tasks that are drawn. */
function depthsOf(operators: readonly Operator[]): ReadonlyMap<string, number> {
  const byId = new Map(operators.map((operator) => [operator.id, operator]))
  const depths = new Map<string, number>()
  const depthOf = (operator: Operator): number => {
    const known = depths.get(operator.id)
    if (known !== undefined) return known
    // Flink's graphs have no circles; were there one, it would end here.
    depths.set(operator.id, 0)
    const inputs = operator.inputs.flatMap((id) => byId.get(id) ?? [])
    const depth = inputs.length === 0 ? 0 : 1 + Math.max(...inputs.map(depthOf))
    depths.set(operator.id, depth)
    return depth
  }
  for (const operator of operators) depthOf(operator)
  return depths
}

function operatorPlace(job: Job, operator: Operator, depth: number, now: number): Place {
  return {
    id: operatorId(job, operator),
    kind: 'operator',
    title: operator.name,
    figure: perSecond(operator.records_in_per_second ?? operator.records_out_per_second),
    state: operator.state,
    detail: operator.detail,
    busy: operator.busy,
    backPressured: operator.back_pressured,
    job: job.name,
    depth,
    facts: [
      ['Records in', perSecond(operator.records_in_per_second)],
      ['Records out', perSecond(operator.records_out_per_second)],
      ['Busy', percent(operator.busy)],
      ['Waiting for input', percent(operator.idle)],
      ['Back-pressured', percent(operator.back_pressured)],
      ['Watermark behind', behind(operator.watermark, now)],
      ['Not read yet', operator.lag_records === null ? null : operator.lag_records.toLocaleString()],
      ['Parallelism', String(operator.parallelism)],
      ["Flink's name", operator.description],
    ],
  }
}

function jobPlace(job: Job, now: number): Place {
  const sources = job.operators.filter(({ kind }) => kind === 'source')
  const rates = sources.map(({ records_in_per_second }) => records_in_per_second).filter((rate) => rate !== null)
  const lags = sources.map(({ lag_records }) => lag_records).filter((lag) => lag !== null)
  const busiest = job.operators.toSorted((a, b) => (b.busy ?? 0) - (a.busy ?? 0))[0]
  return {
    id: `job ${job.name}`,
    kind: 'job',
    title: job.name,
    figure: rates.length === 0 ? null : perSecond(rates.reduce((sum, rate) => sum + rate, 0)),
    state: job.state,
    detail: job.detail,
    busy: busiest?.busy ?? null,
    backPressured: null,
    job: job.name,
    depth: 0,
    facts: [
      ['Flink says', job.flink_state],
      ['Busiest task', busiest === undefined ? null : `${busiest.name}, ${percent(busiest.busy) ?? '–'}`],
      ['Not read yet', lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0).toLocaleString()],
      ['Last checkpoint', behind(job.last_checkpoint_at, now)],
      ['Checkpoint took', job.last_checkpoint_ms === null ? null : `${job.last_checkpoint_ms} ms`],
    ],
  }
}

interface Ends {
  readonly before: readonly Place[]
  readonly after: readonly Place[]
  readonly links: readonly Link[]
}

/** What lies before and after the jobs. */
function endsOf({ producer, topics, tables, trino, splits }: Pipeline, now: number): Ends {
  const before: Place[] = [
    {
      ...nothing,
      id: 'producer',
      kind: 'producer',
      title: 'Producer',
      figure: perSecond(producer.records_per_second),
      state: producer.state,
      detail: producer.detail,
      facts: [['Records acknowledged', perSecond(producer.records_per_second)]],
    },
    ...topics.map(
      (topic): Place => ({
        ...nothing,
        id: `topic ${topic.name}`,
        kind: 'topic',
        title: topic.name,
        figure: perSecond(topic.records_per_second),
        state: topic.state,
        detail: topic.detail,
        facts: topic.partitions.map((partition): Fact => {
          const lags = splits
            .filter((split) => split.topic === topic.name && split.partition === partition.partition)
            .map(
              ({ job, lag_records, watermark }) =>
                `${job}: ${lag_records ?? '–'} not read, watermark ${behind(watermark, now) ?? '–'} behind`,
            )
          return [
            `Partition ${partition.partition}`,
            [perSecond(partition.records_per_second) ?? '–', ...lags].join(' · '),
          ]
        }),
      }),
    ),
  ]
  const after: Place[] = [
    ...tables.map(
      (table): Place => ({
        ...nothing,
        id: `table ${table.name}`,
        kind: 'table',
        title: table.name,
        figure: table.committed_at === null ? null : `${behind(table.committed_at, now)} ago`,
        state: table.state,
        detail: table.detail,
        job: table.jobs[0] ?? null,
        facts: [
          ['Written by', table.jobs.join(', ')],
          ['Newest commit', behind(table.committed_at, now)],
          ['Newest event', behind(table.newest_event_time, now)],
          ['Commit of the newest checkpoint', table.commit_state.replace('_', ' ')],
        ],
      }),
    ),
    {
      ...nothing,
      id: 'trino',
      kind: 'trino',
      title: 'Trino',
      figure: trino.query_ms === null ? null : `${trino.query_ms} ms`,
      state: trino.state,
      detail: trino.detail,
      facts: [['Newest answer took', trino.query_ms === null ? null : `${trino.query_ms} ms`]],
    },
    {
      ...nothing,
      id: 'dashboard',
      kind: 'dashboard',
      title: 'Browser',
      figure: null,
      state: 'ok',
      detail: 'you are looking at it',
      facts: [],
    },
  ]
  const links: Link[] = [
    ...topics.map((topic) => ({ from: 'producer', to: `topic ${topic.name}`, rate: topic.records_per_second })),
    ...tables
      .filter(({ kind }) => kind === 'iceberg')
      .map(({ name }) => ({ from: `table ${name}`, to: 'trino', rate: null })),
    { from: 'trino', to: 'dashboard', rate: null },
  ]
  return { before, after, links }
}

function unique(links: readonly Link[]): Link[] {
  return [...new Map(links.map((link) => [`${link.from}\u0000${link.to}`, link])).values()]
}
