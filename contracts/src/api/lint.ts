import { z } from 'zod'

/** `error`: the job would be refused, for its data would be wrong or it would not work; `warning`: worth a look. */
export const findingSeverities = ['error', 'warning'] as const

/** One trap that a lint rule found in the SQL of a job. */
export const finding = z.object({
  /** Name of the rule, as `-- lint: allow <rule> because …` spells it. */
  rule: z.string(),
  severity: z.enum(findingSeverities),
  /** Relative to the project. */
  file: z.string(),
  /** Both from 1. */
  line: z.int(),
  column: z.int(),
  /** What is wrong, and why that matters. */
  message: z.string(),
  /** What to write instead. */
  instead: z.string(),
})
export type Finding = z.infer<typeof finding>
