import type { ParameterSpec, ParameterValue } from '@lakehouse/contracts/api/tasks.ts'

/** What stands in the field of a parameter at first. */
export function initialText(spec: ParameterSpec): string {
  if (spec.default !== undefined) return String(spec.default)
  if (spec.type === 'flag') return 'false'
  return spec.type === 'choice' ? (spec.choices[0] ?? '') : ''
}

/** The value that the text of a field means. */
export function valueIn(spec: ParameterSpec, text: string): ParameterValue {
  if (spec.type === 'integer') return Number(text)
  return spec.type === 'flag' ? text === 'true' : text
}

/** Why the text cannot be the value, or null when it can. The control plane checks it again. */
export function fieldProblem(spec: ParameterSpec, text: string): string | null {
  if (spec.type === 'integer') {
    const { min, max } = spec
    if (!/^-?\d+$/.test(text)) return 'A whole number is needed.'
    if (min !== undefined && Number(text) < min) return `At least ${min}.`
    return max !== undefined && Number(text) > max ? `At most ${max}.` : null
  }
  if (spec.type === 'text' && spec.pattern !== undefined) {
    return new RegExp(`^(?:${spec.pattern})$`, 'u').test(text) ? null : `Must match ${spec.pattern}.`
  }
  return null
}
