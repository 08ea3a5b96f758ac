import { QueryClient } from '@tanstack/react-query'

/** Answers of a page left five minutes ago are forgotten; until then coming back shows them at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { gcTime: 5 * 60_000 } } })
}
