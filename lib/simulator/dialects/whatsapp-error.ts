// lib/simulator/dialects/whatsapp-error.ts
import type { Said } from '../dialect'

/** An error as the Graph API words it. */
export const graphError = (status: number, code: number, details: string): Said => ({
  status,
  body: {
    error: {
      message: `(#${code}) ${details}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: 'Asimulated',
    },
  },
})
