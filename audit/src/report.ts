import type { AuditReport } from './audit.ts'
import type { Difference, TableVerdict } from './compare.ts'
import { comparedTable } from './tables.ts'
import { textColumns } from './text-columns.ts'

const COUNTS = ['expected', 'found', 'missing', 'extra', 'duplicated', 'differing', 'unjudged'] as const

/** The report as a person reads it. */
export function formatReport(report: AuditReport): string {
  const { tables, partitions, kafka, ledger } = report
  const lines = [
    ...textColumns([
      ['table', ...COUNTS],
      ...tables.map((verdict) => [verdict.table, ...COUNTS.map((c) => verdict[c])]),
    ]),
    '',
    ...formatExamples(tables),
  ]
  if (partitions.length > 0) {
    const head = ['partition', 'records', 'heartbeats', 'valid', 'late', 'dead letters', 'adds up']
    const rows = partitions.map((p) => [
      `${p.topic}-${p.partition}`,
      p.records,
      p.heartbeats,
      p.valid,
      p.late,
      p.deadLetters,
      p.faults.length === 0 ? 'yes' : 'no',
    ])
    lines.push(...textColumns([head, ...rows]), '')
  }
  lines.push(
    `Kafka: ${kafka.records} records read in ${kafka.seconds.toFixed(1)} s, ${kafka.recordsPerSecond} a second`,
    `Records dropped as late by Flink: ${report.lateRecordsDropped}`,
    ...(ledger === null ? [] : [`Ledger: ${ledger.acknowledged} acknowledged, ${ledger.missing} missing`]),
    ...(ledger?.examples ?? []).map((text) => `  ${text}`),
    `Windows, reports and matches judged up to ${report.windowsJudgedUpTo ?? 'nowhere: there is no watermark'}`,
    ...report.notes.map((note) => `Note: ${note}`),
    ...report.faults.map((fault) => `Fault: ${fault}`),
    report.clean ? 'Clean: the tables are what Kafka says.' : 'NOT CLEAN: see above.',
  )
  return `${lines.join('\n')}\n`
}

/** Some rows that differ, each with its table, its key and what was expected there. */
export function formatExamples(tables: readonly TableVerdict[]): string[] {
  return tables.flatMap((verdict) => verdict.examples.map((difference) => example(verdict, difference)))
}

function example({ table }: TableVerdict, { kind, key, expected, found }: Difference): string {
  const names = comparedTable(table).columns
  const head = `${kind} in ${table}, key ${JSON.stringify(key)}`
  if (expected === null || found === null) return `${head}\n  ${JSON.stringify(expected ?? found)}`
  const differences = names.flatMap((name, i) => {
    const [right, there] = [JSON.stringify(expected[i]), JSON.stringify(found[i])]
    return right === there ? [] : [`  ${name}: ${kind === 'duplicated' ? 'also' : 'expected'} ${right}, found ${there}`]
  })
  return [head, ...differences].join('\n')
}
