import type { Compatibility } from '@lakehouse/contracts/api/jobs.ts'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { Badge } from '../../../components/badge.tsx'
import styles from './sql-editor.module.css'

const looks = {
  compatible: { tone: 'ok', icon: CircleCheck, word: 'state fits' },
  unknown: { tone: 'warn', icon: TriangleAlert, word: 'state may not fit' },
  fresh_start: { tone: 'bad', icon: CircleAlert, word: 'needs a fresh start' },
} as const

/** Whether the job can go on from its state, and which operator says otherwise. */
export function Verdict({ verdict, summary, operators }: Compatibility) {
  const { tone, icon, word } = looks[verdict]
  return (
    <div className={styles.verdict}>
      <p>
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>{' '}
        {summary}
      </p>
      {operators.length > 0 && (
        <ul className={styles.operators}>
          {operators.map(({ operator, effect, why }) => (
            <li key={`${operator} ${effect}`}>
              <strong>{effect}</strong> <code>{operator}</code>: {why}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
