import { httpUrl, resolvePorts } from '@lakehouse/contracts/endpoints.ts'

export interface ToldOperation {
  readonly id: number
  readonly kind: string
  readonly outcome: string | null
  readonly summary: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly steps: readonly { readonly name: string; readonly outcome: string | null }[]
}

/** The operations journal of one object, newest first, as the API tells it. */
export async function operationsOn(object: string): Promise<ToldOperation[]> {
  const url = `${httpUrl(resolvePorts(process.env), 'controlPlane')}/api/operations?object=${encodeURIComponent(object)}`
  const response = await fetch(url)
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}: ${await response.text()}`)
  return ((await response.json()) as { operations: ToldOperation[] }).operations
}
