const FIRST_CAPACITY = 1 << 16
const MAX_LOAD = 0.6

/**
 * A set of event ids for tens of millions of events: it keeps a 64-bit fingerprint of each in typed arrays, 8 bytes a
 * slot, because a JavaScript Set stops at 2^24 entries. Two different ids among 30 million share a fingerprint with a
 * probability of about 2 in 100,000.
 */
export class EventIdSet {
  #high = new Uint32Array(FIRST_CAPACITY)
  #low = new Uint32Array(FIRST_CAPACITY)
  #size = 0

  /** Adds an id. @returns whether it was new. */
  add(id: string): boolean {
    if (this.#size > this.#high.length * MAX_LOAD) this.#grow()
    const [high, low] = fingerprint(id)
    const added = insert(this.#high, this.#low, high, low)
    if (added) this.#size += 1
    return added
  }

  get size(): number {
    return this.#size
  }

  #grow(): void {
    const high = new Uint32Array(this.#high.length * 2)
    const low = new Uint32Array(high.length)
    for (let slot = 0; slot < this.#high.length; slot += 1) {
      const h = this.#high[slot] as number
      if (h !== 0) insert(high, low, h, this.#low[slot] as number)
    }
    this.#high = high
    this.#low = low
  }
}

/** Open addressing with linear probing; a high half of 0 marks a free slot. The capacity is a power of two. */
function insert(highs: Uint32Array, lows: Uint32Array, high: number, low: number): boolean {
  const mask = highs.length - 1
  for (let slot = low & mask; ; slot = (slot + 1) & mask) {
    const found = highs[slot]
    if (found === 0) {
      highs[slot] = high
      lows[slot] = low
      return true
    }
    if (found === high && lows[slot] === low) return false
  }
}

/** Two 32-bit hashes with different multipliers and the avalanche step of MurmurHash3 (public domain, A. Appleby). */
function fingerprint(id: string): [high: number, low: number] {
  let a = 0x9747b28c
  let b = 0x3c6ef372
  for (let i = 0; i < id.length; i += 1) {
    const unit = id.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x5bd1e995)
    a ^= a >>> 15
    b = Math.imul(b ^ unit, 0x01000193)
    b = (b << 13) | (b >>> 19)
  }
  return [avalanche(a ^ id.length) || 1, avalanche(b + a)]
}

function avalanche(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
