const C1 = 0x87c37b91114253d5n
const C2 = 0x4cf5ad432745937fn
const MASK = 0xffff_ffff_ffff_ffffn

/**
 * MurmurHash3, x64, 128 bits, seed 0: what Flink makes operator ids with.
 * Source: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp (public domain algorithm).
 */
export function murmur3(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const blocks = Math.floor(bytes.length / 16)
  let h1 = 0n
  let h2 = 0n
  for (let block = 0; block < blocks; block += 1) {
    h1 ^= mixFirst(view.getBigUint64(block * 16, true))
    h1 = times(rotate(h1, 27n) + h2, 5n) + 0x52dce729n
    h2 ^= mixSecond(view.getBigUint64(block * 16 + 8, true))
    h2 = times(rotate(h2, 31n) + (h1 & MASK), 5n) + 0x38495ab5n
    h1 &= MASK
    h2 &= MASK
  }
  h1 ^= mixFirst(littleEndian(bytes.subarray(blocks * 16, blocks * 16 + 8)))
  h2 ^= mixSecond(littleEndian(bytes.subarray(blocks * 16 + 8)))
  h1 ^= BigInt(bytes.length)
  h2 ^= BigInt(bytes.length)
  h1 = (h1 + h2) & MASK
  h2 = (h2 + h1) & MASK
  h1 = finish(h1)
  h2 = finish(h2)
  h1 = (h1 + h2) & MASK
  h2 = (h2 + h1) & MASK
  const hash = new DataView(new ArrayBuffer(16))
  hash.setBigUint64(0, h1, true)
  hash.setBigUint64(8, h2, true)
  return new Uint8Array(hash.buffer)
}

const times = (a: bigint, b: bigint) => ((a & MASK) * b) & MASK
const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (64n - by))) & MASK
const mixFirst = (k: bigint) => times(rotate(times(k, C1), 31n), C2)
const mixSecond = (k: bigint) => times(rotate(times(k, C2), 33n), C1)

function finish(value: bigint): bigint {
  let k = value ^ (value >> 33n)
  k = times(k, 0xff51afd7ed558ccdn)
  k ^= k >> 33n
  k = times(k, 0xc4ceb9fe1a85ec53n)
  return k ^ (k >> 33n)
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
