import { explain } from '../errors.ts'

/** Work that is done again and again: a problem is told when it comes, and not again while it stays the same. */
export class ToldOnce {
  readonly #tell: (problem: string) => void
  #last = ''

  constructor(tell: (problem: string) => void) {
    this.#tell = tell
  }

  /** Does the work; never throws. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.#last = ''
    } catch (error) {
      const problem = explain(error)
      if (problem !== this.#last) this.#tell(problem)
      this.#last = problem
    }
  }
}
