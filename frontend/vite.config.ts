import type { ServerResponse } from 'node:http'
import { httpUrl, LOOPBACK, resolvePorts } from '@lakehouse/contracts/endpoints.ts'
import react from '@vitejs/plugin-react'
import { defineConfig, type ProxyOptions } from 'vite'

const ports = resolvePorts(process.env)
const controlPlane = httpUrl(ports, 'controlPlane')

/** `/api` goes to the control plane; when nothing answers there, say so in the shape of every other API error. */
const proxy: Record<string, ProxyOptions> = {
  '/api': {
    target: controlPlane,
    changeOrigin: true,
    configure: (server) => {
      server.on('error', (cause, request, response) => {
        if (!('writeHead' in response) || response.headersSent) return
        const body = {
          error: {
            code: 'control_plane_unreachable',
            message: `${request.method} ${request.url}: no answer from the control plane at ${controlPlane} (${cause.message})`,
            action: 'Start it with "npm start"; "npm run status" shows which parts run.',
          },
        }
        ;(response as ServerResponse).writeHead(502, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      })
    },
  },
}

const headers = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

export default defineConfig({
  plugins: [react()],
  server: { host: LOOPBACK, port: ports.dashboard, strictPort: true, proxy },
  preview: { host: LOOPBACK, port: ports.dashboard, strictPort: true, proxy, headers },
  build: {
    outDir: 'dist',
    // Colours are written with light-dark(); older targets would get a rewritten, harder to read form.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Chunks must not run ahead of without-eval.ts.
    rolldownOptions: { output: { strictExecutionOrder: true } },
  },
})
