import { hintOptions, type Option } from '../code.ts'
import type { Found, Rule } from '../rule.ts'
import { allCode } from '../script.ts'

/** A start without state then begins behind whatever came before it, and nobody is told what is missing. */
export const latestOffset: Rule = {
  name: 'latest-offset',
  severity: 'error',
  *check(script): Iterable<Found> {
    const hints = allCode(script).filter(({ kind }) => kind === 'hint')
    const options = [...script.tables.flatMap((table) => table.options), ...hints.flatMap(hintOptions)]
    for (const option of options.filter(startsAtTheEnd)) {
      yield {
        at: option.at,
        message: `'${option.key}' = '${option.value}': a start without state leaves out every record that is already in the topic, and none of them is ever missed`,
        instead: "'scan.startup.mode' = 'earliest-offset'; a start from a savepoint goes on from its offsets anyway",
      }
    }
  },
}

function startsAtTheEnd({ key, value }: Option): boolean {
  return (
    (key === 'scan.startup.mode' && value === 'latest-offset') ||
    (key === 'properties.auto.offset.reset' && value === 'latest')
  )
}
