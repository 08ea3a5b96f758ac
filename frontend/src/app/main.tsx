import './without-eval.ts'

import '@fontsource/jetbrains-mono/latin-400.css'
import './tokens.css'
import './global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router-dom'
import { takeTokenFromAddress } from '../lib/access-token.ts'
import { Providers } from './providers.tsx'
import { createRouter } from './router.tsx'

takeTokenFromAddress()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')

createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={createRouter()} />
    </Providers>
  </StrictMode>,
)
