import type { ParameterSpec, ParameterValue, ParameterValues } from '@lakehouse/contracts/api/tasks.ts'
import { UserError } from '../errors.ts'

export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>

/**
 * The values that a run gets: those given, defaults for the rest.
 * @throws {UserError} naming every value that is missing, unknown or not what its parameter takes.
 */
export function completeParameters(specs: ParameterSpecs, given: ParameterValues): ParameterValues {
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(specs, name))
    .map((name) => `there is no parameter "${name}"`)
  const values: Record<string, ParameterValue> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const value = given[name] ?? spec.default
    const problem = value === undefined ? 'has no value' : problemOf(spec, value)
    if (problem !== null) problems.push(`${name} ${problem}`)
    else if (value !== undefined) values[name] = value
  }
  if (problems.length === 0) return values
  const known = Object.entries(specs).map(([name, { type, about }]) => `${name} (${type}): ${about.replace(/\.$/, '')}`)
  throw new UserError(
    problems.join('; '),
    known.length === 0 ? 'This task takes none.' : `It takes ${known.join('; ')}.`,
  )
}

/** Why this parameter cannot have this value, or null when it can. */
export function problemOf(spec: ParameterSpec, value: ParameterValue): string | null {
  switch (spec.type) {
    case 'integer': {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'must be a whole number'
      if (spec.min !== undefined && value < spec.min) return `must be at least ${spec.min}`
      return spec.max !== undefined && value > spec.max ? `must be at most ${spec.max}` : null
    }
    case 'flag':
      return typeof value === 'boolean' ? null : 'must be true or false'
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value)
        ? null
        : `must be one of ${spec.choices.join(', ')}`
    case 'text': {
      if (typeof value !== 'string') return 'must be text'
      // An argument that begins with a hyphen would be read as an option of the program.
      if (value.length > 500 || value.startsWith('-') || /\p{Cc}/u.test(value)) {
        return 'must be at most 500 characters, without a leading hyphen or control characters'
      }
      const { pattern } = spec
      return pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value) ? `must match ${pattern}` : null
    }
  }
}

const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g

/** The names in `{braces}` of an argument. */
export function placeholdersIn(argument: string): string[] {
  return [...argument.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? [])
}

/**
 * Arguments with values for their placeholders; each argument stays one, whatever the value holds. An argument that is
 * nothing but a flag's placeholder becomes `--flag`, or goes.
 */
export function fillArguments(args: readonly string[], values: ParameterValues): string[] {
  return args.flatMap((argument) => {
    const [only] = placeholdersIn(argument)
    const value = only === undefined ? undefined : values[only]
    if (argument === `{${only}}` && typeof value === 'boolean') return value ? [`--${only?.replaceAll('_', '-')}`] : []
    return [argument.replace(PLACEHOLDER, (text, name: string) => String(values[name] ?? text))]
  })
}
