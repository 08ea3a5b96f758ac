import type { Pipeline } from '@lakehouse/contracts/api/pipeline.ts'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { useSettings } from '../../../lib/settings.ts'
import { useSize } from '../../../lib/use-size.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { PIPELINE_SLOWEST_MS, pipelineQuery } from '../api/pipeline.ts'
import { shownHops, slowestHop } from '../hops.ts'
import { acrossLayout, type Drawing, downLayout } from '../layout.ts'
import { jobMap, operatorMap, type Place, placeColumns, placeRows } from '../places.ts'
import { HopList } from './hop-list.tsx'
import styles from './pipeline-map.module.css'
import { PipelineMap } from './pipeline-map.tsx'
import { PlaceFacts } from './place-facts.tsx'

/** Below this many pixels jobs are drawn as one box each, from top to bottom. */
const NARROW = 700
/** Narrower than this the boxes could not be read: the map scrolls instead. */
const LEAST_ACROSS = 1_180

/** The map, what is chosen on it, and where the time goes. */
export function PipelinePanels() {
  const { data, feed } = usePolledQuery(pipelineQuery, PIPELINE_SLOWEST_MS)
  const { refreshMs } = useSettings()
  const [ref, { width }] = useSize()
  const [chosen, choose] = useUrlState<string>('place', '')
  const drawing = data === undefined || width === 0 ? null : draw(data, width)
  const hops = shownHops(data?.hops ?? [], refreshMs)
  const place = data === undefined ? null : placeOf(data, chosen, drawing)
  return (
    <>
      <Panel
        title="Pipeline"
        meaning="Every place between producer and dashboard with its rate, how busy it is and how it does. Choose one for all that is known of it."
        span={12}
        height={drawing === null ? 460 : Math.min(drawing.height + 4, 760)}
        feeds={[feed]}
        skeleton={<Skeleton rows={8} />}
        table={() => ({ columns: placeColumns, rows: data === undefined ? [] : placeRows(operatorMap(data)) })}
      >
        <div ref={ref} className={styles.scroller}>
          {drawing && (
            <PipelineMap
              drawing={drawing}
              hops={hops}
              slowest={slowestHop(hops, data?.slowest ?? null)?.id ?? null}
              selected={place?.id ?? null}
              onSelect={choose}
            />
          )}
        </div>
      </Panel>
      <Panel
        title="Where the time goes"
        meaning="What each stretch between an event and this page adds to the age of what is seen; the longest named, with what would change it."
        span={7}
        height={430}
        feeds={[feed]}
        skeleton={<Skeleton rows={7} />}
        table={() => ({
          columns: ['hop', 'job', 'delay ms', 'basis', 'what would change it'],
          rows: hops.map(({ name, job, delayMs, basis, remedy }) => [
            name,
            job,
            delayMs === null ? null : String(Math.round(delayMs)),
            basis,
            remedy,
          ]),
        })}
      >
        <HopList hops={hops} told={data?.slowest ?? null} />
      </Panel>
      <Panel
        title="Chosen place"
        meaning="All that is known of the place chosen on the map. Flink renews its figures every 10 s."
        span={5}
        height={430}
        feeds={[feed]}
        skeleton={<Skeleton rows={6} />}
        table={() => ({
          columns: ['what', 'value'],
          rows: (place?.facts ?? []).map(([label, value]) => [label, value]),
        })}
        tableInPlace={false}
        empty={place === null && { why: 'There is no such place now.', next: 'Choose one on the map.' }}
      >
        {place && <PlaceFacts place={place} />}
      </Panel>
      {data && data.blind.length > 0 && <Blind blind={data.blind} />}
    </>
  )
}

function Blind({ blind }: { blind: Pipeline['blind'] }) {
  return <p role="status">Could not be looked at: {blind.map(({ what, cause }) => `${what} (${cause})`).join('; ')}</p>
}

function draw(data: Pipeline, width: number): Drawing {
  return width < NARROW
    ? downLayout(jobMap(data), width)
    : acrossLayout(operatorMap(data), Math.max(width - 2, LEAST_ACROSS))
}

/** What was chosen; without a choice, what needs a look most. */
function placeOf(data: Pipeline, chosen: string, drawing: Drawing | null): Place | null {
  const all = [...operatorMap(data).places, ...jobMap(data).places]
  if (chosen !== '') return all.find(({ id }) => id === chosen) ?? null
  const shown = drawing?.boxes.map((box) => box.place) ?? all
  const busiest = shown.toSorted((a, b) => (b.busy ?? 0) - (a.busy ?? 0))[0]
  return (
    shown.find(({ state }) => state === 'stalled') ?? shown.find(({ state }) => state === 'slow') ?? busiest ?? null
  )
}
