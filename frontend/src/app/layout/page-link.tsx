import { NavLink } from 'react-router-dom'
import { Tooltip } from '../../components/tooltip.tsx'
import type { Page } from '../pages.ts'
import styles from './page-link.module.css'
import { useKeptSearch } from './use-kept-search.ts'

/** A link to a page, taking city and range along. */
export function PageLink({ page, iconOnly = false }: { page: Page; iconOnly?: boolean }) {
  const search = useKeptSearch()
  const Icon = page.icon
  const link = (
    <NavLink to={{ pathname: page.path, search }} end className={styles.link ?? ''}>
      <Icon size={18} aria-hidden />
      <span className={iconOnly ? 'visually-hidden' : styles.label}>{page.label}</span>
    </NavLink>
  )
  return iconOnly ? <Tooltip content={`${page.title} (g ${page.shortcut})`}>{link}</Tooltip> : link
}
