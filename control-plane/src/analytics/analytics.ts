import type { LastBuild, MartRows, MartView } from '@lakehouse/contracts/api/analytics.ts'
import type { Lineage } from '@lakehouse/contracts/api/lineage.ts'
import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { joinLineage } from '../lineage/lineage.ts'
import { readManifest } from '../lineage/manifest.ts'
import { docsFile, docsGeneratedAt, readLastBuild } from './last-build.ts'
import type { MartRowsOfViews } from './mart-rows.ts'

/** What dbt left in LAKEHOUSE_HOME and published in Trino. */
export class Analytics {
  readonly docsFile: string
  readonly #home: string
  readonly #docsUrl: string
  readonly #marts: MartRowsOfViews
  readonly #jobs: () => readonly JobSpec[]

  constructor(home: string, docsUrl: string, marts: MartRowsOfViews, jobs: () => readonly JobSpec[]) {
    this.#home = home
    this.#docsUrl = docsUrl
    this.#marts = marts
    this.#jobs = jobs
    this.docsFile = docsFile(home)
  }

  /** @throws {Failure} when the record of the last build is unreadable. */
  lastBuild(): LastBuild {
    const generatedAt = docsGeneratedAt(this.#home)
    return {
      build: readLastBuild(this.#home),
      docs: generatedAt === null ? null : { url: this.#docsUrl, generated_at: generatedAt.toISOString() },
      server_now: new Date().toISOString(),
    }
  }

  /** @throws {Failure} when Trino cannot be asked, or nothing is published. */
  rows(view: MartView): Promise<MartRows> {
    return this.#marts.of(view)
  }

  /** @throws {UserError} when a job file cannot be read as one. */
  lineage(): Lineage {
    const build = readLastBuild(this.#home)
    return { ...joinLineage(this.#jobs(), readManifest(this.#home), build), server_now: new Date().toISOString() }
  }
}
