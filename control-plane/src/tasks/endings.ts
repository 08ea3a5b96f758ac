/** Somebody asked for a run to end. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
  constructor(actor: string) {
    super(`cancelled by ${actor}`)
  }
}

/** The control plane is being stopped; what it was doing is interrupted, and dealt with at its next start. */
export class Stopping extends Error {
  override readonly name = 'Stopping'
  constructor() {
    super('the control plane was stopped')
  }
}

/** An attempt took longer than its step may. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut'
}
