/** ECMAScript's third reviver argument, "JSON.parse source text access"; TypeScript's library does not know it yet. */
type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown

/** JSON in which a whole number beyond 2^53 stays as the text it was written as, instead of losing digits. */
export function parseJsonExactly(text: string): unknown {
  return parse(text, (_key, value, context) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? context.source : value,
  )
}
