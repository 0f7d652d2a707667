// lib/offers/openapi.ts
import { z } from 'zod'
import {
  CreateOfferBody,
  DuplicateOfferBody,
  EditOfferBody,
  OffersQuery,
  PublishOfferBody,
} from './offer-api'

/** As a caller writes it: what our own steps make of it afterwards is not theirs to know. */
function schemaOf(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^ofr_' } }
const PROBLEM = { $ref: '#/components/responses/Problem' }
const OFFER = { $ref: '#/components/schemas/Offer' }

const body = (schema: z.ZodType, required = true) => ({
  required,
  content: { 'application/json': { schema: schemaOf(schema) } },
})
const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
})
const list = (items: object) => ({
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: { data: { type: 'array', items }, nextCursor: { type: ['string', 'null'] } },
})
const query = (schema: z.ZodObject) =>
  Object.entries(schema.shape).map(([name, each]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(each as z.ZodType),
  }))

const answersOffer = (status = '200') => ({
  [status]: json('The offer as it is now.', OFFER),
  default: PROBLEM,
})
const act = (summary: string, more: object = {}) => ({
  post: { summary, tags: ['offers'], parameters: [ID], responses: answersOffer(), ...more },
})

/** The part of the OpenAPI document that is about offers, made of the schemas that validate. */
export const offerPaths = {
  '/api/v1/offers': {
    get: {
      summary: 'Offers, the newest first',
      tags: ['offers'],
      parameters: query(OffersQuery),
      responses: { '200': json('A page of offers.', list(OFFER)), default: PROBLEM },
    },
    post: {
      summary: 'Create an offer, as a draft',
      tags: ['offers'],
      requestBody: body(CreateOfferBody),
      responses: answersOffer('201'),
    },
  },
  '/api/v1/offers/{id}': {
    get: {
      summary: 'One offer: its draft, and what is public',
      tags: ['offers'],
      parameters: [ID],
      responses: answersOffer(),
    },
    patch: {
      summary: 'Change fields of the draft',
      tags: ['offers'],
      parameters: [ID],
      requestBody: body(EditOfferBody),
      responses: answersOffer(),
    },
  },
  '/api/v1/offers/{id}/publish': act('Make the draft public', {
    requestBody: body(PublishOfferBody, false),
  }),
  '/api/v1/offers/{id}/discard': act('Make the draft what is public again'),
  '/api/v1/offers/{id}/archive': act('Put it away: page and checkout are gone'),
  '/api/v1/offers/{id}/unarchive': act('Take it out of the archive'),
  '/api/v1/offers/{id}/pause': act('Take it from sale for a while'),
  '/api/v1/offers/{id}/resume': act('Put it on sale again'),
  '/api/v1/offers/{id}/duplicate': act('A draft that says and charges the same', {
    requestBody: body(DuplicateOfferBody),
    responses: answersOffer('201'),
  }),
  '/api/v1/offers/{id}/versions': {
    get: {
      summary: 'What was published and when, the newest first',
      tags: ['offers'],
      parameters: [ID, { name: 'cursor', in: 'query', schema: { type: 'integer', minimum: 1 } }],
      responses: {
        '200': json('A page of versions.', list({ $ref: '#/components/schemas/OfferVersion' })),
        default: PROBLEM,
      },
    },
  },
  '/api/v1/offers/{id}/versions/{number}/restore': act('Bring a version back as the draft', {
    parameters: [ID, { name: 'number', in: 'path', required: true, schema: { type: 'integer' } }],
  }),
}

const instant = { type: ['string', 'null'], format: 'date-time' }
const fields = schemaOf(EditOfferBody.omit({ editedAt: true }))

export const offerSchemas = {
  Offer: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      code: { type: 'string', pattern: '^[A-Z0-9]{6}$' },
      state: { enum: ['draft', 'published', 'paused'] },
      archived: { type: 'boolean' },
      pageUrl: { type: 'string', format: 'uri' },
      draft: fields,
      published: { anyOf: [fields, { type: 'null' }] },
      changed: { type: 'array', items: { type: 'string' } },
      createdAt: instant,
      editedAt: instant,
      publishedAt: instant,
      archivedAt: instant,
    },
  },
  OfferVersion: {
    type: 'object',
    properties: {
      number: { type: 'integer' },
      publishedAt: instant,
      by: { type: ['string', 'null'] },
      changes: {
        type: ['array', 'null'],
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, before: {}, after: {} },
        },
      },
    },
  },
}
