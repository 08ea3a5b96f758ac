/** Lets callers that ask while the same work is under way share its outcome instead of starting it again. */
export class SingleFlight<T> {
  #running: Promise<T> | undefined

  run(work: () => Promise<T>): Promise<T> {
    this.#running ??= work().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }
}
