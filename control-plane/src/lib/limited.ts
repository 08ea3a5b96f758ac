/** Runs at most so many pieces of work at a time, the others in the order they were asked for; a failure stops none. */
export class Limited {
  readonly #waiting: (() => void)[] = []
  #free: number

  constructor(atATime: number) {
    this.#free = atATime
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }
}
