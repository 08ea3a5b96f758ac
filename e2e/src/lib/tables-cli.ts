import { expect } from 'vitest'
import { run } from './run.ts'

/** `npm run tables -- …` on the running stack. */
export const tables = (...args: string[]) =>
  run(process.execPath, ['control-plane/src/cli/tables.ts', ...args], { deadlineMs: 900_000 })

/** What it answers as JSON, once it succeeded. */
export async function tablesAnswer<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await tables(...args, '--json')
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as T
}
