/**
 * Ages are measured on the server's clock, because a viewer's may be wrong by minutes.
 * The offset of the answer that took the shortest is the most exact one.
 */
let offsetMs = 0
let bestRoundTripMs = Number.POSITIVE_INFINITY

/** Learns from one answer: what the server's clock said, and when the request left and came back here. */
export function observeServerTime(serverNow: string, sentAt: number, receivedAt: number): void {
  const roundTripMs = receivedAt - sentAt
  const offset = Date.parse(serverNow) - (sentAt + receivedAt) / 2
  // A jump past what the round trips explain means that one of the clocks was set: believe the newest.
  const jumped = Math.abs(offset - offsetMs) > bestRoundTripMs + roundTripMs + 1_000
  if (roundTripMs > bestRoundTripMs && !jumped) return
  bestRoundTripMs = roundTripMs
  offsetMs = offset
}

/** The server's time now, milliseconds since 1970. */
export function serverNow(): number {
  return Date.now() + offsetMs
}
