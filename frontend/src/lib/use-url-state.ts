import { useCallback } from 'react'
import { useSearchParams } from 'react-router-dom'

/**
 * One value kept in the address, so that a link shows the same thing. What the address cannot mean is the
 * fallback; the fallback itself is left out of the address.
 */
export function useUrlState<T extends string>(
  key: string,
  fallback: T,
  allowed?: readonly T[],
): [value: T, set: (next: T) => void] {
  const [params, setParams] = useSearchParams()
  const text = params.get(key) as T | null
  const value = text !== null && (allowed === undefined || allowed.includes(text)) ? text : fallback
  const set = useCallback(
    (next: T) => {
      setParams(
        (current) => {
          const changed = new URLSearchParams(current)
          if (next === fallback) changed.delete(key)
          else changed.set(key, next)
          return changed
        },
        { replace: true },
      )
    },
    [key, fallback, setParams],
  )
  return [value, set]
}
