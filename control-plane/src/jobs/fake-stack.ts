// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is what job files are written with
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { projectRoot } from '@lakehouse/contracts/locations.ts'
import { FlinkRest } from '../clients/flink-rest.ts'
import { SqlGateway } from '../clients/sql-gateway.ts'
import { Journal } from '../journal/journal.ts'
import { Limited } from '../lib/limited.ts'
import { FakeFlink } from './fake-flink.ts'
import type { JobControl } from './job-control.ts'
import { jobFile, loadJob } from './load.ts'
import { JobRecords } from './records.ts'

/** A project with one job `rides`, in files of its own, over a fake Flink, tables that commit at once, and no MinIO. */
export class FakeStack {
  readonly home = mkdtempSync(join(tmpdir(), 'jobs-'))
  readonly flink: FakeFlink
  readonly control: JobControl
  readonly told: string[] = []
  /** Objects in the store, by key. */
  readonly objects = new Map<string, { modifiedAt: Date; bytes: number }>()
  /** Whether jobs commit what they checkpoint. */
  commits = true

  private constructor(flink: FakeFlink) {
    this.flink = flink
    mkdirSync(join(this.home, 'trino', 'schema'), { recursive: true })
    cpSync(join(projectRoot, 'trino', 'queries', 'jobs'), join(this.home, 'trino', 'queries', 'jobs'), {
      recursive: true,
    })
    const options =
      "'connector' = 'jdbc', 'url' = 'jdbc:postgresql://h/d', 'table-name' = 's', 'password' = '${PASSWORD}'"
    this.#write('sql/sources/s.sql', `CREATE TABLE s (a INT) WITH (${options});\n`)
    this.#write('sql/sinks/t.sql', "CREATE TABLE IF NOT EXISTS iceberg.d.t (a INT) WITH ('format-version' = '2');\n")
    this.control = {
      root: this.home,
      home: this.home,
      variables: { PASSWORD: { value: 'hidden', secret: true } },
      gateway: new SqlGateway(flink.url),
      flink: new FlinkRest(flink.url),
      trino: { query: async () => ({ columns: [], rows: this.#commits(), cpuMs: 1 }) },
      store: {
        list: async (_bucket, prefix) =>
          [...this.objects].filter(([key]) => key.startsWith(prefix)).map(([key, about]) => ({ key, ...about })),
      },
      submits: new Limited(1),
      records: new JobRecords(this.home),
      journal: new Journal(this.home),
      progress: (line) => this.told.push(line),
    }
  }

  static async start(): Promise<FakeStack> {
    return new FakeStack(await new FakeFlink().start())
  }

  async stop(): Promise<void> {
    this.control.records.close()
    this.control.journal.close()
    await this.flink.stop()
    rmSync(this.home, { recursive: true })
  }

  /** Writes a version into the job's file and reads it back. */
  spec(version: string): JobSpec {
    this.#write('jobs/rides.sql', this.text(version))
    return loadJob(this.home, jobFile(this.home, 'rides'), this.control.variables)
  }

  text(version: string): string {
    return [
      '-- Does it work?',
      "SET 'parallelism.default' = '2';",
      'EXECUTE STATEMENT SET BEGIN',
      `INSERT INTO iceberg.d.t (a) SELECT a + ${version} AS a FROM s;`,
      'END;',
      '',
    ].join('\n')
  }

  /** Which version a running Flink job runs. */
  get running(): string[] {
    return this.flink.running.map(({ statement }) => /a \+ (\w+)/.exec(statement)?.[1] ?? statement)
  }

  #write(path: string, text: string): void {
    const file = join(this.home, 'flink', path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text)
  }

  #commits(): string[][] {
    const now = String(Date.now())
    return this.commits ? this.flink.jobs.map(({ jid }) => [jid, '1', '1', now]) : []
  }
}
