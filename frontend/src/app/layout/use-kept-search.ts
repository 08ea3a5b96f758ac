import { useSearchParams } from 'react-router-dom'
import { sharedParams } from '../../lib/view.ts'

/** The part of the address that goes along from page to page: city and range, not a page's own filters. */
export function useKeptSearch(): string {
  const [params] = useSearchParams()
  const kept = new URLSearchParams()
  for (const key of sharedParams) {
    const value = params.get(key)
    if (value !== null) kept.set(key, value)
  }
  const text = kept.toString()
  return text === '' ? '' : `?${text}`
}
