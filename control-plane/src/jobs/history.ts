import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const statement = z.object({ file: z.string(), line: z.int(), column: z.int(), text: z.string() })
const jobSpec = z.object({
  name: z.string(),
  question: z.string(),
  statements: z.array(statement).readonly(),
  settings: z.record(z.string(), z.string()),
  digest: z.string(),
})
const restorePoint = z.object({
  /** What `execution.state-recovery.path` takes. */
  path: z.string(),
  kind: z.enum(['savepoint', 'checkpoint']),
  takenAt: z.iso.datetime(),
  jobId: z.string(),
})
const version = z.object({ spec: jobSpec, jobId: z.string(), startedAt: z.iso.datetime(), from: z.string().nullable() })
const jobHistory = z.object({ versions: z.array(version), savepoints: z.array(restorePoint) })

/** State from which a job can be started again. */
export type RestorePoint = z.infer<typeof restorePoint>
export type JobVersion = z.infer<typeof version>

/**
 * What was started and saved under one job name, newest first. It serves to go back; what runs now is asked of
 * Flink alone. Statements are kept as written, so no secret is in it.
 */
export type JobHistory = z.infer<typeof jobHistory>

const KEPT_VERSIONS = 20

/** The histories of all jobs, one file each under `LAKEHOUSE_HOME/control-plane/jobs`. */
export class JobHistories {
  readonly #folder: string

  constructor(home: string) {
    this.#folder = join(home, 'control-plane', 'jobs')
  }

  read(name: string): JobHistory {
    let text: string
    try {
      text = readFileSync(this.#file(name), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { versions: [], savepoints: [] }
      throw error
    }
    return jobHistory.parse(JSON.parse(text))
  }

  addVersion(name: string, added: JobVersion): void {
    const { versions, savepoints } = this.read(name)
    this.#write(name, { versions: [added, ...versions].slice(0, KEPT_VERSIONS), savepoints })
  }

  addSavepoint(name: string, added: RestorePoint): void {
    const { versions, savepoints } = this.read(name)
    this.#write(name, { versions, savepoints: [added, ...savepoints] })
  }

  #write(name: string, history: JobHistory): void {
    const file = this.#file(name)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, `${JSON.stringify(history, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }

  #file(name: string): string {
    return join(this.#folder, `${name}.json`)
  }
}
