import { Badge } from '../../../components/badge.tsx'
import { Missing } from '../../../components/time.tsx'
import { placeStates } from '../place-states.ts'
import type { Place } from '../places.ts'
import styles from './place-facts.module.css'

/** Everything known of the place that is chosen on the map. */
export function PlaceFacts({ place }: { place: Place }) {
  const { tone, icon, word } = placeStates[place.state]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={`Details of ${place.title}`}>
      <p className={styles.head}>
        <strong>{place.title}</strong>
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
      </p>
      <p className={styles.detail}>{place.detail}</p>
      <dl className={styles.facts}>
        {place.facts.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value ?? <Missing />}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
