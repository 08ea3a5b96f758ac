import { useEffect, useState } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router-dom'
import { togglePause } from '../../lib/pause.ts'
import { focusSearch, useShortcuts } from '../../lib/shortcuts.ts'
import { pageAt, pages } from '../pages.ts'
import { Announcer } from './announcer.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { HelpDialog } from './help-dialog.tsx'
import styles from './layout.module.css'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'
import { useKeptSearch } from './use-kept-search.ts'
import { useResume } from './use-resume.ts'

/** The frame around every page. */
export function Layout() {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const search = useKeptSearch()
  const [helpOpen, setHelpOpen] = useState(false)
  const page = pageAt(pathname)
  useResume()
  useShortcuts({
    go: Object.fromEntries(
      pages.map(({ shortcut, path }) => [shortcut, () => void navigate({ pathname: path, search })]),
    ),
    press: { ' ': togglePause, '/': focusSearch, '?': () => setHelpOpen(true) },
  })
  useEffect(() => {
    document.title = `${page?.title ?? 'No such page'} · Ride-hailing lakehouse`
  }, [page])

  return (
    <div className={styles.layout}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <Rail onHelp={() => setHelpOpen(true)} />
      <div className={styles.column}>
        <TopBar page={page} />
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <Announcer />
      <HelpDialog open={helpOpen} onOpenChange={setHelpOpen} />
    </div>
  )
}
