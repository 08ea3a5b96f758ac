import type { JobDetail, Validation } from '@lakehouse/contracts/api/jobs.ts'
import { describe, expect, it } from 'vitest'
import { ApiFailure } from '../../lib/api/api-failure.ts'
import { applyReason } from './apply-reason.ts'

const detail = { operation: null, as_in_files: true } as JobDetail
const replace = { action: 'replace', would: 'stop and go on', compatibility: null } as const
const checked = (answer: Partial<Validation>) => ({
  kind: 'checked' as const,
  answer: { findings: [], explained: '', plan: replace, obstacle: null, server_now: '', ...answer } as Validation,
})
const finding = { rule: 'sql', file: 'f', line: 1, column: 1, message: 'm', instead: 'i' }

describe('a text can be applied', () => {
  it('when it was checked and would change what runs', () => expect(applyReason(checked({}), detail)).toBeNull())

  it('with warnings', () => {
    expect(applyReason(checked({ findings: [{ ...finding, severity: 'warning' }] }), detail)).toBeNull()
  })
})

describe('a text cannot be applied', () => {
  it.each([
    ['before it was checked', { kind: 'waiting' } as const, /being checked/],
    [
      'when it could not be checked',
      { kind: 'failed', failure: new ApiFailure('no answer', '') } as const,
      /no answer/,
    ],
    ['with an error', checked({ findings: [{ ...finding, severity: 'error' }], plan: null }), /the error first/],
    ['against an obstacle', checked({ plan: null, obstacle: 'two jobs run' }), /two jobs run/],
    ['when nothing would change', checked({ plan: { ...replace, action: 'none' } }), /what this text says/],
    [
      'when the state does not fit',
      checked({
        plan: { ...replace, compatibility: { verdict: 'fresh_start', summary: 'It needs …', operators: [] } },
      }),
      /It needs/,
    ],
  ])('%s', (_, state, reason) => expect(applyReason(state, detail)).toMatch(reason))

  it('while an operation is under way', () => {
    expect(applyReason(checked({}), { ...detail, operation: 7 })).toMatch(/Operation 7/)
  })
})
