import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { formatLedgerLine, type LedgerBatch } from '@lakehouse/contracts/ledger.ts'

export interface LedgerLimits {
  /** A file is closed and the next one opened at this size, bytes. */
  readonly fileBytes: number
  /** The oldest files, of earlier runs too, go when the folder exceeds this, bytes. */
  readonly totalBytes: number
}

const DEFAULT_LIMITS: LedgerLimits = { fileBytes: 64 * 1024 ** 2, totalBytes: 2 * 1024 ** 3 }

/**
 * Writes down what Kafka acknowledged; format and reader are in contracts. Each call is one write to the file, so a crash
 * cuts off at most the last line.
 */
export class Ledger {
  readonly #folder: string
  readonly #run: string
  readonly #limits: LedgerLimits
  #file: number
  #fileBytes = 0
  #fileCount = 0

  constructor(folder: string, run: string, limits: LedgerLimits = DEFAULT_LIMITS) {
    this.#folder = folder
    this.#run = run
    this.#limits = limits
    mkdirSync(folder, { recursive: true })
    this.#file = this.#open()
  }

  append(batches: readonly Omit<LedgerBatch, 'run'>[]): void {
    if (batches.length === 0) return
    if (this.#fileBytes >= this.#limits.fileBytes) {
      this.close()
      this.#file = this.#open()
    }
    this.#write(batches.map(formatLedgerLine).join(''))
  }

  close(): void {
    closeSync(this.#file)
  }

  #open(): number {
    this.#forgetOldest()
    this.#fileCount++
    // Run ids begin with the time, so names sort by age.
    const name = `${this.#run}-${String(this.#fileCount).padStart(5, '0')}.ledger`
    this.#file = openSync(join(this.#folder, name), 'ax', 0o600)
    this.#fileBytes = 0
    this.#write(`run ${this.#run}\n`)
    return this.#file
  }

  #write(text: string): void {
    const bytes = Buffer.from(text)
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written)
    this.#fileBytes += bytes.length
  }

  #forgetOldest(): void {
    const files = readdirSync(this.#folder)
      .filter((name) => name.endsWith('.ledger'))
      .sort()
      .map((name) => ({ path: join(this.#folder, name), bytes: statSync(join(this.#folder, name)).size }))
    let total = files.reduce((sum, { bytes }) => sum + bytes, this.#limits.fileBytes)
    for (const { path, bytes } of files) {
      if (total <= this.#limits.totalBytes) return
      rmSync(path)
      total -= bytes
    }
  }
}
