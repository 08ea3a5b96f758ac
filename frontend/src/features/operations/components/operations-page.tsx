import { operationOutcomes } from '@lakehouse/contracts/api/operations.ts'
import { useUrlState } from '../../../lib/use-url-state.ts'
import { OperationPanel } from './operation-panel.tsx'
import { OperationsPanel } from './operations-panel.tsx'

const outcomes = ['', 'unended', ...operationOutcomes] as const

/** The journal: what was done to the pipeline, filtered, and one operation in full. */
export function OperationsPage() {
  const [object, setObject] = useUrlState<string>('object', '')
  const [kind, setKind] = useUrlState<string>('kind', '')
  const [outcome, setOutcome] = useUrlState<(typeof outcomes)[number]>('outcome', '', outcomes)
  const [before, setBefore] = useUrlState<string>('before', '')
  const [chosen, choose] = useUrlState<string>('operation', '')
  const id = /^\d+$/.test(chosen) ? Number(chosen) : null
  return (
    <>
      <OperationsPanel
        filters={{ object, kind, outcome }}
        before={/^\d+$/.test(before) ? Number(before) : null}
        selected={id}
        span={id === null ? 12 : 7}
        onObject={setObject}
        onKind={setKind}
        onOutcome={setOutcome}
        onBefore={(operation) => setBefore(operation === null ? '' : String(operation))}
        onSelect={(operation) => choose(String(operation))}
      />
      {id !== null && <OperationPanel key={id} id={id} onClose={() => choose('')} />}
    </>
  )
}
