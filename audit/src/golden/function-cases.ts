import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { goldenFolder, readJsonLines } from './cases.ts'
import { rawValue } from './input.ts'

/** What one SQL function must make of one record. */
export interface FunctionCase {
  readonly function: string
  readonly name: string
  readonly value: Buffer | null
  /** Milliseconds since 1970. */
  readonly kafkaTime: number
  /** The result: a scalar, or the fields that must be as given here. */
  readonly expected: unknown
}

export const functionsFolder = join(goldenFolder, 'functions')

const line = z
  .strictObject({
    case: z.string(),
    kafka_time: z.iso.datetime({ precision: 3 }),
    value: z.string().nullable().optional(),
    value_base64: z.base64().optional(),
    pad_to_bytes: z.int().optional(),
    expected: z.unknown().optional(),
    reason: z.string().optional(),
  })
  .refine((given) => 'expected' in given !== 'reason' in given, 'exactly one of expected, reason')

/**
 * All golden cases of the SQL functions.
 * @throws {Error} naming file and line that is none.
 */
export function functionCases(): FunctionCase[] {
  const files = readdirSync(functionsFolder).filter((file) => file.endsWith('.jsonl'))
  return files.sort().flatMap((file) =>
    readJsonLines(join(functionsFolder, file), line).map((input) => ({
      function: basename(file, '.jsonl'),
      name: input.case,
      value: rawValue(input),
      kafkaTime: Date.parse(input.kafka_time),
      expected: 'reason' in input ? { reason: input.reason } : input.expected,
    })),
  )
}
