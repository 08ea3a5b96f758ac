import { type ComponentProps, lazy, Suspense } from 'react'
import { Skeleton } from '../skeleton.tsx'
import type TimeChart from './time-chart.tsx'

const Loaded = lazy(() => import('./time-chart.tsx'))

/** The chart, whose library is fetched only when the first chart is shown: numbers never wait for it. */
export function LazyTimeChart(props: ComponentProps<typeof TimeChart>) {
  return (
    <Suspense fallback={<Skeleton height={160} />}>
      <Loaded {...props} />
    </Suspense>
  )
}
