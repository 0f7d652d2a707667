// app/api/v1/openapi.json/route.ts
import { offerPaths, offerSchemas } from '@/lib/offers/openapi'
import { env } from '@/lib/platform/env'

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
}

/** Each module brings its own part, made of the schemas that validate. */
const document = {
  openapi: '3.1.0',
  info: { title: 'Campainha', version: '1' },
  servers: [{ url: env.APP_URL }],
  security: [{ key: [] }],
  paths: { ...offerPaths },
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: { Problem: problem, ...offerSchemas },
    responses: {
      Problem: {
        description: 'Why it was refused (RFC 9457).',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  },
}

export function GET(): Response {
  return Response.json(document)
}
