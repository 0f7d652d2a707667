// app/api/inngest/route.ts
import { serve } from 'inngest/next'
import { inngest } from '@/inngest/client'
import { functions } from '@/inngest/functions'

export const dynamic = 'force-dynamic'

/** Signed, whichever engine is in use: without our key nothing runs here. */
export const { GET, POST, PUT } = serve({ client: inngest, functions })
