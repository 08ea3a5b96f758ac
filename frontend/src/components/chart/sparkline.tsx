import styles from './sparkline.module.css'

const WIDTH = 100
const HEIGHT = 24

/** The recent course of a figure, from zero, with gaps; decoration beside the figure, so hidden from screen readers. */
export function Sparkline({ values, floor = 0 }: { values: readonly (number | null)[]; floor?: number }) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return <svg className={styles.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden />
  const top = Math.max(...known, floor + 1e-9)
  let path = ''
  let pen = 'M'
  values.forEach((value, index) => {
    if (value === null) {
      pen = 'M'
      return
    }
    const x = (index / (values.length - 1)) * WIDTH
    const y = HEIGHT - 1 - ((value - floor) / (top - floor)) * (HEIGHT - 2)
    path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`
    pen = 'L'
  })
  return (
    <svg className={styles.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
