// @vitest-environment node
import { expect, it } from 'vitest'
import { inLayers } from './layers.ts'

it('places each node right of all it needs, one below the other', () => {
  const nodes = [
    { name: 'last', needs: ['left', 'right', 'elsewhere'] },
    { name: 'left', needs: ['first'] },
    { name: 'right', needs: ['left', 'first'] },
    { name: 'first', needs: [] },
    { name: 'alone', needs: [] },
  ]
  expect(inLayers(nodes).map(({ name, column, row }) => `${name} ${column},${row}`)).toEqual([
    'last 3,0',
    'left 1,0',
    'right 2,0',
    'first 0,0',
    'alone 0,1',
  ])
})
