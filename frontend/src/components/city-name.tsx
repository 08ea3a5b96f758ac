import styles from './city-name.module.css'

/** A city beside its colour. */
export function CityName({ city, color }: { city: string; color: string | undefined }) {
  return (
    <span className={styles.name}>
      <span className={styles.dot} style={{ background: color }} aria-hidden />
      {city}
    </span>
  )
}
