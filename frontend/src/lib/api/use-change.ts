import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiFailure } from './api-failure.ts'

export interface Change<In, Out> {
  readonly begin: (input: In) => void
  /** Asked for and not answered yet. */
  readonly busy: boolean
  /** Why the newest one did not happen, until the next is begun. */
  readonly failure: ApiFailure | null
  readonly answer: Out | undefined
  readonly forget: () => void
}

/** A change that the person asks for. Once it is answered, everything shown is read again. */
export function useChange<In, Out>(ask: (input: In) => Promise<Out>, done?: (answer: Out) => void): Change<In, Out> {
  const client = useQueryClient()
  const { mutate, isPending, error, data, reset } = useMutation<Out, ApiFailure, In>({
    mutationFn: ask,
    networkMode: 'always',
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ['api'] })
      done?.(answer)
    },
  })
  return { begin: mutate, busy: isPending, failure: error, answer: data, forget: reset }
}
