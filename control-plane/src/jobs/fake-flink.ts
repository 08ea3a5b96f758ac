import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeJob {
  readonly jid: string
  readonly name: string
  state: string
  readonly 'start-time': number
  readonly 'end-time': number
  readonly tasks: { readonly total: number; readonly running: number }
  readonly statement: string
  readonly config: Readonly<Record<string, string>>
  savepoint: string | null
}

/** What the next statement that starts a job meets. */
export type Fate =
  | 'runs'
  | 'fails at run time'
  | 'is refused'
  | 'runs but its answer is lost'
  | 'is sent into a lost session'

interface StatementBody {
  readonly statement?: string
  readonly executionConfig?: Readonly<Record<string, string>>
}

interface JobManagerBody {
  readonly triggerId?: string
  readonly 'savepoint-path'?: string
}

interface GatewayOperation {
  readonly jobID?: string
  readonly error?: string
  readonly rows?: readonly unknown[]
}

type Answer = { readonly body: unknown; readonly status?: number } | 'connection breaks'

const refusal = (statement: string) => {
  const lines = statement.split('\n')
  const line = lines.findIndex((text) => text.includes('nope')) + 1
  const column = (lines[line - 1] ?? '').indexOf('nope') + 1
  return `org.apache.flink.table.api.ValidationException: SQL validation failed. From line ${line}, column ${column} to line ${line}, column ${column + 3}: Column 'nope' not found in any table`
}

/** A SQL Gateway (below /v3) and a JobManager (the rest) on one free port, as far as jobs are submitted and stopped. */
export class FakeFlink {
  readonly jobs: FakeJob[] = []
  /** Fates of the next statements that start a job, in order; after the last, jobs simply run. */
  readonly fates: Fate[] = []
  /** The stream graph of a statement, as EXPLAIN tells of it. */
  planOf: (statement: string) => readonly object[] = () => [
    { id: 1, type: 'Source: s[1]', pact: '', contents: '[1]:TableSourceScan(table=[[s]])', parallelism: 1 },
  ]
  /** How many checkpoints a running job has completed. */
  checkpointsOf: (job: FakeJob) => number = () => 1
  /** Savepoints whose files were deleted. */
  readonly disposed: string[] = []
  url = ''
  openSessions = 0
  #operations = new Map<string, GatewayOperation>()
  readonly #server = createServer((request, response) => void this.#answer(request, response))

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  get running(): FakeJob[] {
    return this.jobs.filter((job) => job.state === 'RUNNING')
  }

  addJob(name: string, statement: string, config: Readonly<Record<string, string>> = {}): FakeJob {
    const number = this.jobs.length + 1
    const jid = `job-${number}`
    const tasks = { total: 1, running: 1 }
    const times = { 'start-time': number, 'end-time': -1 }
    const job = { jid, name, state: 'RUNNING', ...times, tasks, statement, config, savepoint: null }
    this.jobs.push(job)
    return job
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = text === '' ? {} : JSON.parse(text)
    const path = (request.url ?? '').split('?')[0] ?? ''
    const ofGateway = path.startsWith('/v3/')
    const answer = ofGateway
      ? this.#gateway(request.method ?? '', path, body)
      : this.#jobManager(request.method ?? '', path, body)
    if (answer === 'connection breaks') response.destroy()
    else response.writeHead(answer.status ?? 200).end(JSON.stringify(answer.body))
  }

  #gateway(method: string, path: string, body: StatementBody): Answer {
    if (path === '/v3/info') return { body: { productName: 'Apache Flink', version: '2.1' } }
    if (path === '/v3/sessions') {
      this.openSessions += 1
      return { body: { sessionHandle: 's1' } }
    }
    if (method === 'DELETE') {
      this.openSessions -= 1
      return { body: { status: 'CLOSED' } }
    }
    if (path.endsWith('/statements')) return this.#statement(body)
    const operation = this.#operations.get(path.split('/')[5] ?? '')
    if (operation?.error !== undefined)
      return { body: { errors: ['Internal server error.', operation.error] }, status: 500 }
    const data = operation?.rows ?? []
    return { body: { resultType: 'EOS', jobID: operation?.jobID, results: { data } } }
  }

  #statement({ statement = '', executionConfig = {} }: StatementBody): Answer {
    const started = (operation: GatewayOperation) => ({
      body: { operationHandle: this.#operation(operation) },
    })
    const fate = statement.startsWith('EXECUTE') ? (this.fates.shift() ?? 'runs') : undefined
    if (statement.includes('nope') || fate === 'is refused') return started({ error: refusal(statement) })
    if (statement.startsWith('EXPLAIN')) return started({ rows: [{ fields: [this.#explained(statement)] }] })
    if (fate === undefined) return started({})
    if (fate === 'is sent into a lost session') return LOST_SESSION
    const job = this.addJob(executionConfig['pipeline.name'] ?? '', statement, executionConfig)
    if (fate === 'fails at run time') job.state = 'FAILED'
    return fate === 'runs but its answer is lost' ? 'connection breaks' : started({ jobID: job.jid })
  }

  #operation(operation: GatewayOperation): string {
    const handle = `o${this.#operations.size}`
    this.#operations.set(handle, operation)
    return handle
  }

  #explained(statement: string): string {
    const nodes = this.planOf(statement)
    return `== Optimized Execution Plan ==\n…\n\n== Physical Execution Plan ==\n${JSON.stringify({ nodes })}`
  }

  #jobManager(method: string, path: string, body: JobManagerBody): Answer {
    const [, root = '', id = '', what = ''] = path.split('/')
    if (root === 'savepoint-disposal') {
      if (method === 'POST') this.disposed.push(body['savepoint-path'] ?? '')
      return { body: method === 'POST' ? { 'request-id': 'd1' } : { status: { id: 'COMPLETED' }, operation: {} } }
    }
    if (id === 'overview') return { body: { jobs: this.jobs } }
    const job = this.jobs.find(({ jid }) => jid === id)
    if (job === undefined) return { body: { errors: [`Job ${id} not found`] }, status: 404 }
    switch (what) {
      case 'config':
        return { body: { 'execution-config': { 'user-config': parameters(job) } } }
      case 'stop':
        job.state = 'FINISHED'
        job.savepoint = `s3://flink/savepoints/savepoint-${job.jid}`
        return { body: { 'request-id': body.triggerId } }
      case 'savepoints':
        if (method === 'POST') {
          job.savepoint = `s3://flink/savepoints/savepoint-${job.jid}-on-the-way`
          return { body: { 'request-id': body.triggerId } }
        }
        return { body: { status: { id: 'COMPLETED' }, operation: { location: job.savepoint } } }
      case 'exceptions':
        return { body: { exceptionHistory: { entries: job.state === 'FAILED' ? [FAILED] : [] } } }
      case 'checkpoints':
        return { body: checkpoints(job, this.checkpointsOf(job)) }
      default:
        if (method === 'GET') return { body: { vertices: [] } }
        job.state = 'CANCELED'
        return { body: {} }
    }
  }
}

const LOST_SESSION = {
  body: {
    errors: [
      'Internal server error.',
      "<Exception on server side:\nx.SqlGatewayException: Session 's1' does not exist.",
    ],
  },
  status: 500,
}
const FAILED = { exceptionName: 'a.b.Boom', stacktrace: 'a.b.Boom: no such column', timestamp: 1 }

function checkpoints(job: FakeJob, completed: number) {
  const runs = job.state === 'RUNNING'
  const statistics = { id: 1, latest_ack_timestamp: job['start-time'], trigger_timestamp: 1, end_to_end_duration: 5 }
  const savepoint = job.savepoint === null ? null : { ...statistics, external_path: job.savepoint }
  const counts = { restored: 0, completed: runs ? completed : 0, failed: 0 }
  return { history: [], counts, latest: { completed: runs ? statistics : null, savepoint } }
}

/** Flink prints a map option as `key:value`, comma-separated. */
function parameters(job: FakeJob): Record<string, string> {
  const pairs = (job.config['pipeline.global-job-parameters'] ?? '').split(',').filter((pair) => pair !== '')
  return Object.fromEntries(pairs.map((pair) => pair.split(':') as [string, string]))
}
