import { createBrowserRouter } from 'react-router-dom'
import { Layout } from './layout/layout.tsx'
import { PageError } from './layout/page-error.tsx'
import { PageMissing } from './layout/page-missing.tsx'
import { pages } from './pages.ts'

/** Each page is fetched when it is first opened; its failure leaves rail and top bar standing. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: <Layout />,
      errorElement: <PageError />,
      hydrateFallbackElement: <span />,
      children: [
        ...pages.map(({ path, load }) => ({ path, lazy: load, errorElement: <PageError /> })),
        { path: '*', element: <PageMissing /> },
      ],
    },
  ])
}
