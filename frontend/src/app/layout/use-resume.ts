import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { usePaused } from '../../lib/pause.ts'

/** Resuming asks at once instead of after the next interval. */
export function useResume(): void {
  const client = useQueryClient()
  const paused = usePaused()
  const wasPaused = useRef(paused)
  useEffect(() => {
    if (wasPaused.current && !paused) void client.refetchQueries({ type: 'active' }, { cancelRefetch: false })
    wasPaused.current = paused
  }, [client, paused])
}
