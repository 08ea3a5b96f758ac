import { useUrlState } from '../../lib/use-url-state.ts'

/** Which table the page is about, in the address. */
export const useTable = () => useUrlState<string>('table', 'iceberg_ride_events')

/** The version that is looked at; empty is the newest. */
export const useSnapshot = () => useUrlState<string>('snapshot', '')
