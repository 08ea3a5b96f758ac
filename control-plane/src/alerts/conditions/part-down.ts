import type { Condition } from '../condition.ts'

/** Jobs and the producer have conditions of their own, which say more. */
const ELSEWHERE = new Set(['jobs', 'producer'])

/** A part of the stack does not answer its probe. */
export const partDown: Condition = {
  rule: 'part-down',
  forMs: 10_000,
  needs: ['health'],
  *find({ parts }) {
    for (const { name, state, detail } of parts) {
      if (state !== 'down' || ELSEWHERE.has(name)) continue
      yield {
        key: name,
        severity: 'critical',
        object: name,
        job: null,
        title: `${name} does not answer`,
        cause: detail,
        action: `Is it restarting? See: npm run status; its log is under LAKEHOUSE_HOME/logs`,
      }
    }
  },
}
