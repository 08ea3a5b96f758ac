import type { Finding } from '@lakehouse/contracts/api/jobs.ts'
import { positionOf, tokenize } from '../tokenize.ts'

/** `-- lint: allow <rule> because <reason>`, for the line it stands on or the next line of code. */
const SUPPRESSION = /^(?:--|\/\/)\s*lint:\s*(.*)$/
const ALLOW = /^allow\s+(\S+)\s+because\s+(\S.*)$/

export interface Suppression {
  readonly rule: string
  readonly line: number
}

/** What a file allows, and its comments that mean to allow something but do not say what and why. */
export function suppressionsIn(
  text: string,
  file: string,
  rules: ReadonlySet<string>,
): { allowed: Suppression[]; wrong: Finding[] } {
  const allowed: Suppression[] = []
  const wrong: Finding[] = []
  const tokens = tokenize(text, file)
  for (const [index, token] of tokens.entries()) {
    const said = token.kind === 'comment' ? SUPPRESSION.exec(token.text) : null
    if (said === null) continue
    const place = positionOf(text, token.offset)
    const [, rule] = ALLOW.exec(said[1] ?? '') ?? []
    if (rule === undefined || !rules.has(rule)) {
      const what = rule === undefined ? 'names no rule and reason' : `allows ${rule}, which is no rule`
      wrong.push({
        rule: 'lint-comment',
        severity: 'error',
        file,
        ...place,
        message: `this comment ${what}, so it allows nothing`,
        instead: `-- lint: allow <rule> because <reason>, with one of: ${[...rules].sort().join(', ')}`,
      })
      continue
    }
    const isCode = ({ kind }: { kind: string }) => kind !== 'space' && kind !== 'comment'
    const before = tokens.slice(0, index).findLast(isCode)
    const end = before === undefined ? 0 : positionOf(text, before.offset + before.text.length).line
    const next = tokens.slice(index + 1).find(isCode)
    if (end === place.line) allowed.push({ rule, line: place.line })
    else if (next !== undefined) allowed.push({ rule, line: positionOf(text, next.offset).line })
  }
  return { allowed, wrong }
}
