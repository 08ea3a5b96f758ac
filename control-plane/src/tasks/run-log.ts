import type { AttemptKey } from './steps/step-work.ts'
import type { NewLine, TaskStore } from './store.ts'

/** Lines are written together this often, so that a talkative command costs a few disk writes a second. */
const FLUSH_MS = 300
/** Of a run's log, what is kept from its beginning and of its newest lines, bytes; what is between is dropped. */
const HEAD_BYTES = 128_000
const TAIL_BYTES = 384_000
const OVERHEAD_BYTES = 40

/** The log of one run: kept while it runs, bounded, readable by others as it grows. */
export class RunLog {
  readonly #store: TaskStore
  readonly #run: number
  #waiting: NewLine[] = []
  #timer: NodeJS.Timeout | undefined
  #headBytes = 0
  #head: number | null = null
  #tailBytes = 0

  constructor(store: TaskStore, run: number) {
    this.#store = store
    this.#run = run
  }

  add({ step, attempt }: Pick<AttemptKey, 'step' | 'attempt'>, stream: NewLine['stream'], text: string): void {
    this.#waiting.push({ run: this.#run, step, attempt, at: new Date().toISOString(), stream, text })
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS)
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length === 0) return
    const lines = this.#waiting
    this.#waiting = []
    const last = this.#store.addLines(lines)
    const bytes = lines.reduce((sum, { text }) => sum + text.length + OVERHEAD_BYTES, 0)
    if (this.#head === null) {
      this.#headBytes += bytes
      if (this.#headBytes >= HEAD_BYTES) this.#head = last
      return
    }
    this.#tailBytes += bytes
    if (this.#tailBytes <= TAIL_BYTES) return
    this.#store.dropLines(this.#run, this.#head, TAIL_BYTES / 2)
    this.#tailBytes = TAIL_BYTES / 2
  }
}
