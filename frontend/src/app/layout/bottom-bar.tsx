import { Ellipsis } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useNavigate } from 'react-router-dom'
import { overlayRoot } from '../../components/overlay-root.ts'
import { type Page, pages } from '../pages.ts'
import styles from './bottom-bar.module.css'
import { PageLink } from './page-link.tsx'
import { useKeptSearch } from './use-kept-search.ts'

const FITS = 5

/** The rail of a phone: five entries, and "More" when there are others. */
export function BottomBar() {
  const shown = pages.length <= FITS ? pages : pages.slice(0, FITS - 1)
  const more = pages.slice(shown.length)
  return (
    <nav className={styles.bar} aria-label="Pages">
      <ul className={styles.list}>
        {shown.map((page) => (
          <li key={page.path}>
            <PageLink page={page} />
          </li>
        ))}
        {more.length > 0 && (
          <li>
            <More pages={more} />
          </li>
        )}
      </ul>
    </nav>
  )
}

function More({ pages: others }: { pages: readonly Page[] }) {
  const navigate = useNavigate()
  const search = useKeptSearch()
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={styles.more}>
        <Ellipsis size={18} aria-hidden />
        More
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={overlayRoot()}>
        <DropdownMenu.Content className={styles.menu} side="top" align="end">
          {others.map(({ path, label }) => (
            <DropdownMenu.Item
              key={path}
              className={styles.item}
              onSelect={() => void navigate({ pathname: path, search })}
            >
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
