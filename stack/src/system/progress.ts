import { styleText } from 'node:util'

/** Tells a person what happens, one line per step on stderr, each with the seconds since the command began. */
export interface Progress {
  step(subject: string, text: string): void
  warn(subject: string, text: string): void
}

/** Progress on a stream: colour only on a terminal that wants it (`NO_COLOR` is honoured), plain lines elsewhere. */
export function progressOn(stream: NodeJS.WriteStream, startedAt = Date.now()): Progress {
  const line = (mark: string, subject: string, text: string) => {
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)
    stream.write(`${styleText('dim', `${seconds} s`, { stream })} ${mark} ${subject.padEnd(18)} ${text}\n`)
  }
  return {
    step: (subject, text) => line(' ', subject, text),
    warn: (subject, text) => line(styleText('yellow', '!', { stream }), subject, text),
  }
}

/** `1.2 GB`, `43 MB`, `512 kB`: decimal units, as disks and networks count. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(0)} MB`
  return `${(bytes / 1e3).toFixed(0)} kB`
}

/** `8.3 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
