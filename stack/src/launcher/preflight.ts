import { mkdirSync, readFileSync, statfsSync } from 'node:fs'
import { type Endpoint, type Ports, portVariable } from '@lakehouse/contracts/endpoints.ts'
import { Failure } from '../system/failure.ts'
import { findPortOwners } from '../system/port-owners.ts'
import { formatBytes } from '../system/progress.ts'

/** The stack's own ceiling, and room for the page cache and the person's browser. */
export const NEEDED_MEMORY = 5.5e9
/** Data of a day of local use; Kafka alone may keep 10 GB a topic if left running. */
export const NEEDED_DISK = 5e9

/**
 * Refuses a port that something else listens on.
 * @throws {Failure} naming each port, the process that holds it and the variable that chooses another.
 */
export function requireFreePorts(ports: Ports): void {
  const endpoints = Object.entries(ports) as [Endpoint, number][]
  const numbers = new Set(endpoints.map(([, port]) => port))
  if (numbers.size < endpoints.length)
    throw new Failure('two parts have the same port: check the LAKEHOUSE_…_PORT variables')
  const taken = findPortOwners([...numbers]).map(({ port, process }) => {
    const endpoint = endpoints.find(([, number]) => number === port)?.[0] ?? 'trino'
    const holder = process === undefined ? 'a process of another user' : `pid ${process.pid} (${process.name})`
    return `  port ${port} (${endpoint}) is held by ${holder}; to use another: ${portVariable(endpoint)}=N`
  })
  if (taken.length === 0) return
  throw new Failure(
    `nothing was started, because of taken ports:\n${taken.join('\n')}\nEnd that process, choose another port, or shift all of them: LAKEHOUSE_PORT_OFFSET=N`,
  )
}

/**
 * Refuses a machine with too little free memory, or a folder on a disk with too little room.
 * @throws {Failure} naming what is there and what is needed.
 */
export function requireRoom(folders: readonly string[]): void {
  const memory = availableMemory(readFileSync('/proc/meminfo', 'utf8'))
  if (memory < NEEDED_MEMORY) {
    throw new Failure(
      `${formatBytes(memory)} of memory are available, the stack needs ${formatBytes(NEEDED_MEMORY)}: close something, then start again`,
    )
  }
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const free = freeDisk(folder)
    if (free < NEEDED_DISK) {
      throw new Failure(
        `${formatBytes(free)} are free on the disk of ${folder}, the stack needs ${formatBytes(NEEDED_DISK)}: free some, or choose another place with LAKEHOUSE_HOME or LAKEHOUSE_CACHE`,
      )
    }
  }
}

/** `MemAvailable` of `/proc/meminfo`, bytes. */
export function availableMemory(meminfo: string): number {
  return Number(/^MemAvailable:\s+(\d+) kB/m.exec(meminfo)?.[1] ?? 0) * 1024
}

function freeDisk(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
