// app/api/v1/offers/route.ts
import { createOffer } from '@/lib/offers/create-offer'
import { CreateOfferBody, listOfferRecords, OffersQuery, toOfferJson } from '@/lib/offers/offer-api'
import { apiContext } from '@/lib/platform/api-key'
import { env } from '@/lib/platform/env'
import { badQuery, invalid, problem } from '@/lib/platform/problem'
import { readJsonBody } from '@/lib/platform/read-body'
import { answerOffer, refuse } from './answer'

export async function GET(request: Request): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const query = OffersQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return badQuery(query.error)
  const { rows, next } = await listOfferRecords(ctx, query.data)
  return Response.json({ data: rows.map((row) => toOfferJson(row, env.APP_URL)), nextCursor: next })
}

export async function POST(request: Request): Promise<Response> {
  const ctx = await apiContext(request)
  if (ctx === null) return problem(401, 'unauthenticated')
  const body = await readJsonBody(request)
  if (!body.ok) return body.response
  const input = CreateOfferBody.safeParse(body.value)
  if (!input.success) return invalid(input.error)
  const result = await createOffer(ctx, { title: input.data.title, fields: input.data })
  return result.ok ? answerOffer(ctx, result.value.id, 201) : refuse(result.error)
}
