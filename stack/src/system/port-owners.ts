import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { isGone } from './process-identity.ts'

const LISTEN = '0A'

/** Listening ports of one `/proc/net/tcp` or `tcp6` table, each with the inode of its socket. Source: proc_pid_net(5). */
export function parseListeners(table: string): Map<number, string> {
  const listeners = new Map<number, string>()
  for (const line of table.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/)
    const port = fields[1]?.split(':').at(-1)
    const inode = fields[9]
    if (fields[3] === LISTEN && port !== undefined && inode !== undefined)
      listeners.set(Number.parseInt(port, 16), inode)
  }
  return listeners
}

export interface PortOwner {
  readonly port: number
  /** Undefined when the process belongs to another user and so cannot be seen. */
  readonly process?: { readonly pid: number; readonly name: string }
}

/** Those of `ports` on which something listens, each with the process that does. */
export function findPortOwners(ports: readonly number[]): readonly PortOwner[] {
  const listeners = new Map(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => [...readListeners(file)]))
  const taken = ports.filter((port) => listeners.has(port))
  if (taken.length === 0) return []
  const owners = socketOwners(new Set(taken.map((port) => `socket:[${listeners.get(port)}]`)))
  return taken.map((port) => {
    const pid = owners.get(`socket:[${listeners.get(port)}]`)
    return pid === undefined ? { port } : { port, process: { pid, name: commandOf(pid) } }
  })
}

function readListeners(file: string): Map<number, string> {
  try {
    return parseListeners(readFileSync(file, 'utf8'))
  } catch (error) {
    if (isGone(error)) return new Map() // no IPv6 in this kernel
    throw error
  }
}

function socketOwners(sockets: ReadonlySet<string>): Map<string, number> {
  const owners = new Map<string, number>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const target of openFiles(pid)) if (sockets.has(target)) owners.set(target, Number(pid))
  }
  return owners
}

function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`)]
      } catch (error) {
        if (isGone(error)) return []
        throw error
      }
    })
  } catch (error) {
    if (isGone(error) || (error as NodeJS.ErrnoException).code === 'EACCES') return []
    throw error
  }
}

/** The command of a process as a person knows it: its arguments, shortened. */
function commandOf(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
    return (line || readFileSync(`/proc/${pid}/comm`, 'utf8').trim()).slice(0, 100)
  } catch (error) {
    if (isGone(error)) return 'a process that has just ended'
    throw error
  }
}
