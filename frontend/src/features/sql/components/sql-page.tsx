import { USUAL_SQL_ROWS } from '@lakehouse/contracts/api/sql.ts'
import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { EditorPanel } from './editor-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { ResultPanel } from './result-panel.tsx'

const FIRST = `-- The surge of every zone in its newest closed window
SELECT city, zone_id, demand_count, supply_count, surge_multiplier
FROM iceberg.ride_hailing.iceberg_surge_pricing
WHERE window_end = (SELECT max(window_end) FROM iceberg.ride_hailing.iceberg_surge_pricing)
ORDER BY surge_multiplier DESC`

/** A statement, what it gave, and what was asked before. The statement shown is in the address; `?q=` opens a text. */
export function SqlPage() {
  const [params, setParams] = useSearchParams()
  const [text, setText] = useState(params.get('q') ?? FIRST)
  const [limit, setLimit] = useState(USUAL_SQL_ROWS)
  const shown = wholeNumber(params.get('statement'))
  const show = (id: number) => {
    setParams(
      (current) => {
        const changed = new URLSearchParams(current)
        changed.delete('q')
        changed.set('statement', String(id))
        return changed
      },
      { replace: true },
    )
  }
  return (
    <>
      <EditorPanel text={text} onText={setText} limit={limit} onLimit={setLimit} shown={shown} onShow={show} />
      <HistoryPanel
        shown={shown}
        onShow={({ id, sql }) => {
          setText(sql)
          show(id)
        }}
      />
      <ResultPanel id={shown} />
    </>
  )
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null
}
