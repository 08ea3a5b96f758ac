import type { JobSpec } from '@lakehouse/contracts/jobs.ts'
import { lineDiff } from '../lib/line-diff.ts'

/** What differs between two texts of a job: its own file, then the prelude it uses. Template variables stay names. */
export function sqlDiff(former: JobSpec | null, next: JobSpec): string {
  if (former === null) return ''
  return lineDiff(whole(former), whole(next))
}

function whole({ sql, statements }: JobSpec): string {
  const prelude = statements.slice(0, -1).map(({ file, text }) => `-- ${file}\n${text}`)
  return [sql.trimEnd(), ...prelude].join('\n\n')
}
