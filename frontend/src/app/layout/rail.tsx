import { CircleHelp, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Tooltip } from '../../components/tooltip.tsx'
import { changeSettings, useSettings } from '../../lib/settings.ts'
import { pages } from '../pages.ts'
import { PageLink } from './page-link.tsx'
import styles from './rail.module.css'

const groups = ['Live', 'Control', 'Analyse', null] as const

/** The way to every page that exists, in groups; folds to icons. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const { railCollapsed: collapsed } = useSettings()
  const Fold = collapsed ? PanelLeftOpen : PanelLeftClose
  const foldLabel = collapsed ? 'Show labels' : 'Show icons only'
  return (
    <nav className={styles.rail} aria-label="Pages" data-collapsed={collapsed}>
      <div className={styles.brand}>
        <img src="/icon.svg" alt="" width="22" height="22" />
        <span className={styles.label}>Lakehouse</span>
      </div>
      {groups.map((group) => {
        const members = pages.filter((page) => page.group === group)
        if (members.length === 0) return null
        return (
          <div key={group} className={group === null ? styles.last : undefined}>
            {group && <p className={styles.group}>{group}</p>}
            <ul>
              {members.map((page) => (
                <li key={page.path}>
                  <PageLink page={page} iconOnly={collapsed} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      <div className={styles.foot}>
        <Tooltip content="Keyboard shortcuts (?)">
          <Button quiet aria-label="Keyboard shortcuts" onClick={onHelp}>
            <CircleHelp size={16} aria-hidden />
          </Button>
        </Tooltip>
        <Tooltip content={foldLabel}>
          <Button quiet aria-label={foldLabel} onClick={() => changeSettings({ railCollapsed: !collapsed })}>
            <Fold size={16} aria-hidden />
          </Button>
        </Tooltip>
      </div>
    </nav>
  )
}
