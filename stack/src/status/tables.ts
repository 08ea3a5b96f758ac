import { formatBytes, formatDuration } from '../system/progress.ts'
import type { Connection } from './connections.ts'
import type { StackStatus } from './read-status.ts'

/** Columns as wide as their widest cell; `right` names the columns whose cells are numbers. */
export function alignColumns(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set()): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const cell = (text: string, column: number) =>
    right.has(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return rows.map((row) => `${row.map(cell).join('  ').trimEnd()}\n`).join('')
}

/** The status for people. */
export function statusTable(status: StackStatus): string {
  const { launcher, services } = status
  const rows = services.map((service) => [
    service.name,
    service.state,
    service.pid === null ? '-' : String(service.pid),
    service.ports.join(' ') || '-',
    service.uptime_s === null ? '-' : formatDuration(service.uptime_s * 1000),
    String(service.restarts),
    formatBytes(service.pss_bytes),
    service.last_end === null ? '' : `ended before: ${service.last_end}`,
  ])
  const header = ['part', 'state', 'pid', 'port', 'up for', 'restarts', 'memory', '']
  const own =
    launcher === null
      ? []
      : [['launcher', launcher.phase, String(launcher.pid), '-', '-', '0', formatBytes(launcher.pss_bytes), '']]
  if (rows.length === 0 && own.length === 0) return `nothing runs at ${status.home}; "npm start" starts the stack\n`
  const total = ['total', '', '', '', '', '', formatBytes(status.total_pss_bytes), '']
  const right = new Set([2, 5, 6])
  return alignColumns([header, ...rows, ...own, total], right) + closingLine(status)
}

function closingLine({ launcher, home }: StackStatus): string {
  if (launcher === null) return `\nThe launcher has died; these processes are what it left. "npm stop" ends them.\n`
  const lacking = launcher.problem === null ? '' : ` without: ${launcher.problem};`
  return `\n${launcher.phase} since ${launcher.since},${lacking} ${launcher.url}, data at ${home}\n`
}

/** The connections for people. */
export function connectionTable(list: readonly Connection[]): string {
  const rows = list.map(({ part, address, user, password, note }) => [
    part,
    address,
    user ?? '-',
    password ?? '-',
    note,
  ])
  return alignColumns([['part', 'address', 'user', 'password or token', ''], ...rows])
}
