import { copyFileSync, existsSync, mkdirSync, openSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A log of this size is moved to `<log>.1` (which is overwritten), so each takes at most twice this, bytes. */
const MAX_BYTES = 20_000_000

/** Opens a log for appending. Children write to it directly, so they outlive a launcher that is killed. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  return openSync(file, 'a', 0o600)
}

/** Moves a log aside when it has grown too large. Its writers append, so they go on at the new start of the file. */
export function rotateLog(file: string, maxBytes = MAX_BYTES): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= maxBytes) return
  copyFileSync(file, `${file}.1`)
  truncateSync(file)
}

/** Rotates every log of the stack at `home` that has grown too large. */
export function rotateLogs(home: string): void {
  const folder = join(home, 'logs')
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (name.endsWith('.log')) rotateLog(join(folder, name))
}
