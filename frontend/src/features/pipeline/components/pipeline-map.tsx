import clsx from 'clsx'
import type { KeyboardEvent } from 'react'
import type { Box, Drawing } from '../layout.ts'
import { placeStates } from '../place-states.ts'
import { percent } from '../places.ts'
import styles from './pipeline-map.module.css'

interface PipelineMapProps {
  drawing: Drawing
  selected: string | null
  onSelect: (id: string) => void
}

/** Letters of this size are about this wide, pixels. */
const LETTER = 6.4

/** The whole pipeline as boxes and lines; each box can be reached by keyboard and says everything it shows. */
export function PipelineMap({ drawing, selected, onSelect }: PipelineMapProps) {
  const { width, height, boxes, lines, frames } = drawing
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside of an SVG
    <svg
      className={styles.map}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="Pipeline from producer to dashboard"
    >
      {frames.map((frame) => (
        <g key={frame.job}>
          <rect className={styles.frame} x={frame.x} y={frame.y} width={frame.width} height={frame.height} rx={8} />
          <text className={styles.frameTitle} x={frame.x + 8} y={frame.y + 14}>
            Flink job {frame.job}
          </text>
        </g>
      ))}
      {lines.map(({ link, path }) => (
        <path key={`${link.from} ${link.to}`} className={styles.line} d={path} strokeWidth={thickness(link.rate)} />
      ))}
      {boxes.map((box) => (
        <PlaceBox key={box.place.id} box={box} pressed={box.place.id === selected} onSelect={onSelect} />
      ))}
    </svg>
  )
}

function PlaceBox({ box, pressed, onSelect }: { box: Box; pressed: boolean; onSelect: (id: string) => void }) {
  const { place, x, y, width, height } = box
  const { tone, icon: Icon, word } = placeStates[place.state]
  const well = place.state === 'ok' || place.state === 'idle'
  const letters = Math.floor((width - 26) / LETTER)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onSelect(place.id)
  }
  const said = [
    `${place.kind} ${place.title}`,
    `${word}: ${place.detail}`,
    place.figure,
    place.busy === null ? null : `busy ${percent(place.busy)}`,
  ]
  const label = said.filter((part) => part !== null).join(', ')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside of an SVG
    <g
      className={clsx(styles.box, styles[tone])}
      role="button"
      tabIndex={0}
      aria-pressed={pressed}
      aria-label={label}
      onClick={() => onSelect(place.id)}
      onKeyDown={onKeyDown}
      transform={`translate(${x},${y})`}
    >
      <title>{label}</title>
      <rect className={styles.card} width={width} height={height} rx={6} />
      <Icon x={6} y={7} width={13} height={13} aria-hidden />
      <text className={styles.title} x={23} y={18}>
        {shortened(place.title, letters)}
      </text>
      <text className={styles.figure} x={23} y={33}>
        {well ? (
          (place.figure ?? '')
        ) : (
          <tspan className={styles.word}>{shortened([word, place.figure].filter(Boolean).join(' · '), letters)}</tspan>
        )}
      </text>
      {place.busy !== null && <Load width={width} y={height - 6} busy={place.busy} held={place.backPressured ?? 0} />}
    </g>
  )
}

/** How much of the time it works, and how much it is held up. */
function Load({ width, y, busy, held }: { width: number; y: number; busy: number; held: number }) {
  const whole = width - 12
  return (
    <g aria-hidden>
      <rect className={styles.track} x={6} y={y} width={whole} height={3} />
      <rect className={styles.busy} x={6} y={y} width={whole * busy} height={3} />
      <rect className={styles.held} x={6 + whole * busy} y={y} width={whole * Math.min(held, 1 - busy)} height={3} />
    </g>
  )
}

function thickness(rate: number | null): number {
  return rate === null ? 1.5 : Math.min(5, 1 + Math.log10(1 + rate))
}

function shortened(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`
}
