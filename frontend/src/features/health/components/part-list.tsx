import type { PartHealth } from '@lakehouse/contracts/api/health.ts'
import clsx from 'clsx'
import { Badge } from '../../../components/badge.tsx'
import { partStates, worstFirst } from '../part-states.ts'
import styles from './part-list.module.css'

/** Each part with its state, what was seen, and how fast it answered. */
export function PartList({ parts }: { parts: readonly PartHealth[] }) {
  return (
    <ul className={styles.list}>
      {worstFirst(parts).map(({ name, state, detail, latency_ms: latency }) => (
        <li key={name} className={clsx(styles.part, state !== 'up' && styles.unwell)}>
          <Badge tone={partStates[state].tone} icon={partStates[state].icon} className={styles.state}>
            {partStates[state].word}
          </Badge>
          <span className={styles.name}>{name}</span>
          <span className={styles.detail} title={detail}>
            {detail}
          </span>
          <span className={styles.latency}>{latency !== null && `${Math.round(latency)} ms`}</span>
        </li>
      ))}
    </ul>
  )
}
