// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

type Rgb = [number, number, number]

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

function color(name: string, theme: 'light' | 'dark'): Rgb {
  const token = tokens.get(name)
  if (!token) throw new Error(`tokens.css has no --${name} of the form light-dark(#rrggbb, #rrggbb)`)
  const hex = token[theme]
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255) as Rgb
}

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const steps = [0, 1, 2, 3, 4, 5, 6]
const textPairs: [text: string, ground: string][] = [
  ...['background', 'surface', 'surface-raised', 'accent-surface'].flatMap((ground): [string, string][] => [
    ['text', ground],
    ['text-muted', ground],
    ['accent', ground],
  ]),
  ['accent-text', 'accent'],
  ['surface', 'text'],
  ...['ok', 'warn', 'bad', 'stale'].flatMap((state): [string, string][] => [
    [state, `${state}-surface`],
    [state, 'surface'],
  ]),
  ...steps.map((step): [string, string] => [`surge-${step}-text`, `surge-${step}`]),
]
const shapePairs: [shape: string, ground: string][] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((category): [string, string] => [`category-${category}`, 'surface']),
  ...['background', 'surface', 'surface-raised'].map((ground): [string, string] => ['focus', ground]),
  ['border-strong', 'surface'],
]

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  it.each(textPairs)('reads %s on %s at 4.5:1', (text, ground) => {
    expect(contrast(color(text, theme), color(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(shapePairs)('sees %s on %s at 3:1', (shape, ground) => {
    expect(contrast(color(shape, theme), color(ground, theme))).toBeGreaterThanOrEqual(3)
  })

  it('has a surge scale of one direction of lightness, with steps that are told apart in grey', () => {
    const scale = steps.map((step) => luminance(color(`surge-${step}`, theme)))
    const away = theme === 'light' ? scale : scale.toReversed()
    for (let step = 1; step < away.length; step++) {
      expect(((away[step - 1] ?? 0) + 0.05) / ((away[step] ?? 0) + 0.05)).toBeGreaterThan(1.12)
    }
  })
})
