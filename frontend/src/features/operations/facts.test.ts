import { expect, it } from 'vitest'
import { factsOf } from './facts.ts'

it('says facts in words, with units, and leaves out what is shown elsewhere', () => {
  const details = { downtime_ms: 4_210, savepoint: 's3://a', sql_diff: '+x', former: null, later_commits: [] }
  expect(factsOf(details)).toEqual([
    { name: 'downtime', value: '4.2 s' },
    { name: 'savepoint', value: 's3://a' },
    { name: 'later commits', value: '[]' },
  ])
})
