/** A request that gave no usable answer: what was tried and came back (`message`), and what to do next (`action`). */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly action: string

  constructor(message: string, action: string, options?: ErrorOptions) {
    super(message, options)
    this.action = action
  }
}
