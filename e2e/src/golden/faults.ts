import { join } from 'node:path'
import { goldenFolder, readJsonLines } from '@lakehouse/audit/golden/cases.ts'
import { z } from 'zod'
import type { Fault } from './redirect.ts'

const fault = z.strictObject({
  fault: z.string(),
  file: z.string(),
  find: z.string().min(1),
  replace: z.string(),
  breaks: z.array(z.string()).min(1),
})

/** The mistakes that golden cases must notice, from `flink/tests/faults.jsonl`. */
export function knownFaults(): Fault[] {
  return readJsonLines(join(goldenFolder, 'faults.jsonl'), fault)
}
