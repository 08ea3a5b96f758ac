import { z } from 'zod'

// The page's content security policy forbids running text as code, which zod would otherwise try for each schema.
// Imported first, because schemas are made as their modules load.
z.config({ jitless: true })
