import {
  Bell,
  CalendarClock,
  Car,
  ChartColumn,
  Cpu,
  FilePenLine,
  History,
  LayoutDashboard,
  type LucideIcon,
  Map as MapIcon,
  Route,
  Settings,
  SquareTerminal,
  Table2,
  Waypoints,
} from 'lucide-react'
import type { ComponentType } from 'react'

/** A page of the dashboard: adding one here puts it into the rail, the shortcuts, the help and the router. */
export interface Page {
  readonly path: string
  readonly title: string
  /** Short name in rail and bottom bar. */
  readonly label: string
  readonly icon: LucideIcon
  readonly group: 'Live' | 'Control' | 'Analyse' | null
  /** Pressed after `g`. */
  readonly shortcut: string
  /** Which controls of the top bar the page obeys; others are not shown there. */
  readonly obeys: readonly ('city' | 'range')[]
  readonly load: () => Promise<{ Component: ComponentType }>
}

export const pages: readonly Page[] = [
  {
    path: '/',
    title: 'Overview',
    label: 'Overview',
    icon: LayoutDashboard,
    group: 'Live',
    shortcut: 'o',
    obeys: ['city', 'range'],
    load: () => import('./routes/overview.tsx'),
  },
  {
    path: '/map',
    title: 'Map',
    label: 'Map',
    icon: MapIcon,
    group: 'Live',
    shortcut: 'm',
    obeys: [],
    load: () => import('./routes/map.tsx'),
  },
  {
    path: '/rides',
    title: 'Rides',
    label: 'Rides',
    icon: Car,
    group: 'Live',
    shortcut: 'r',
    obeys: ['city'],
    load: () => import('./routes/rides.tsx'),
  },
  {
    path: '/streams',
    title: 'Raw Streams',
    label: 'Streams',
    icon: Waypoints,
    group: 'Live',
    shortcut: 's',
    obeys: [],
    load: () => import('./routes/streams.tsx'),
  },
  {
    path: '/pipeline',
    title: 'Pipeline',
    label: 'Pipeline',
    icon: Route,
    group: 'Control',
    shortcut: 'p',
    obeys: [],
    load: () => import('./routes/pipeline.tsx'),
  },
  {
    path: '/jobs',
    title: 'Jobs',
    label: 'Jobs',
    icon: Cpu,
    group: 'Control',
    shortcut: 'j',
    obeys: [],
    load: () => import('./routes/jobs.tsx'),
  },
  {
    path: '/job-sql',
    title: 'Job SQL',
    label: 'Job SQL',
    icon: FilePenLine,
    group: 'Control',
    shortcut: 'w',
    obeys: [],
    load: () => import('./routes/job-sql.tsx'),
  },
  {
    path: '/tables',
    title: 'Tables',
    label: 'Tables',
    icon: Table2,
    group: 'Control',
    shortcut: 'b',
    obeys: [],
    load: () => import('./routes/tables.tsx'),
  },
  {
    path: '/tasks',
    title: 'Tasks',
    label: 'Tasks',
    icon: CalendarClock,
    group: 'Control',
    shortcut: 't',
    obeys: [],
    load: () => import('./routes/tasks.tsx'),
  },
  {
    path: '/alerts',
    title: 'Alerts',
    label: 'Alerts',
    icon: Bell,
    group: 'Control',
    shortcut: 'a',
    obeys: [],
    load: () => import('./routes/alerts.tsx'),
  },
  {
    path: '/operations',
    title: 'Operations',
    label: 'Operations',
    icon: History,
    group: 'Control',
    shortcut: 'h',
    obeys: [],
    load: () => import('./routes/operations.tsx'),
  },
  {
    path: '/sql',
    title: 'SQL',
    label: 'SQL',
    icon: SquareTerminal,
    group: 'Analyse',
    shortcut: 'q',
    obeys: [],
    load: () => import('./routes/sql.tsx'),
  },
  {
    path: '/analytics',
    title: 'Analytics',
    label: 'Analytics',
    icon: ChartColumn,
    group: 'Analyse',
    shortcut: 'n',
    obeys: [],
    load: () => import('./routes/analytics.tsx'),
  },
  {
    path: '/settings',
    title: 'Settings',
    label: 'Settings',
    icon: Settings,
    group: null,
    shortcut: 'e',
    obeys: [],
    load: () => import('./routes/settings.tsx'),
  },
]

/** The page at an address; undefined where there is none. */
export function pageAt(pathname: string): Page | undefined {
  return pages.find((page) => page.path === pathname.replace(/(.)\/$/, '$1'))
}
