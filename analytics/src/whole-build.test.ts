import { expect, test } from 'vitest'
import { isFullRefresh, isWholeBuild } from './whole-build.ts'

test.each([
  [[]],
  [['--full-refresh']],
  [['-f', '--threads', '2', '--no-use-colors']],
  [['--exclude-resource-type', 'unit_test']],
  [['--exclude-resource-type=unit_test', '--fail-fast']],
])('%j builds everything', (args) => {
  expect(isWholeBuild(args)).toBe(true)
})

test.each([
  [['--select', 'ride_surge']],
  [['-s', 'ride_surge']],
  [['--exclude', 'payouts_reconcile_to_fares']],
  [['--exclude-resource-type', 'test']],
  [['--exclude-resource-type', 'unit_test', '--exclude-resource-type', 'test']],
  [['--vars', '{surge_max: 9}']],
  [['--empty']],
  [['--sample', '1 hour']],
  [['ride_surge']],
])('%j may leave something out', (args) => {
  expect(isWholeBuild(args)).toBe(false)
})

test.each([
  [['--full-refresh'], true],
  [['-f', '--threads', '2'], true],
  [['--threads', '2'], false],
  [[], false],
])('%j is a full refresh: %j', (args, expected) => {
  expect(isFullRefresh(args)).toBe(expected)
})
