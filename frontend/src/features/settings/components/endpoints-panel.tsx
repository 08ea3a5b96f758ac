import type { endpointInfo } from '@lakehouse/contracts/api/system.ts'
import type { z } from 'zod'
import { CopyButton } from '../../../components/copy-button.tsx'
import type { Column } from '../../../components/data-table/column.ts'
import { DataTable } from '../../../components/data-table/data-table.tsx'
import { Panel } from '../../../components/panel/panel.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { usePolledQuery } from '../../../lib/polling/use-polled-query.ts'
import { ENDPOINTS_SLOWEST_MS, endpointsQuery } from '../api/endpoints.ts'

type EndpointInfo = z.infer<typeof endpointInfo>

const columns: Column<EndpointInfo>[] = [
  { id: 'name', header: 'Part', width: '128px', text: (row) => row.name },
  {
    id: 'address',
    header: 'Address',
    width: '250px',
    text: (row) => row.address,
    cell: (row) => (
      <>
        <code title={row.address}>{row.address}</code> <CopyButton text={row.address} what={`address of ${row.name}`} />
      </>
    ),
  },
  {
    id: 'purpose',
    header: 'For',
    text: (row) => row.purpose,
    cell: (row) => <span title={row.purpose}>{row.purpose}</span>,
  },
]

/** Where everything listens, to copy into other tools; logins are shown by "npm run status -- --connections". */
export function EndpointsPanel() {
  const { data, feed } = usePolledQuery(endpointsQuery, ENDPOINTS_SLOWEST_MS)
  const rows = data?.endpoints ?? []
  return (
    <Panel
      title="Endpoints"
      meaning='Where each part listens, on this machine only. Logins are never shown here: "npm run status -- --connections" prints them.'
      span={6}
      height={380}
      feeds={[feed]}
      empty={rows.length === 0 && { why: 'The control plane named no endpoint.', next: 'Restart it with "npm start".' }}
      skeleton={<Skeleton rows={8} />}
      table={() => ({
        columns: columns.map((column) => column.header),
        rows: rows.map((row) => columns.map((column) => column.text(row))),
      })}
      tableInPlace={false}
    >
      <DataTable caption="Endpoints" columns={columns} rows={rows} rowKey={(row) => row.name} minWidth={560} />
    </Panel>
  )
}
