// tests/support/given-shop.ts

import { eq } from 'drizzle-orm'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import { createOffer } from '@/lib/offers/create-offer'
import { EditOfferInput, editOffer } from '@/lib/offers/edit-offer'
import { publishOffer } from '@/lib/offers/publish-offer'
import type { Ctx } from '@/lib/platform/context'
import { givenAccount } from './given-account'

/** Cielo is the default and Rede the backup, both of them the simulator. */
export const SHOP_CREDENTIALS = {
  cielo: { merchantId: '11111111-2222-3333-4444-555555555555', merchantKey: 'K'.repeat(40) },
  rede: { affiliation: '10001234', integrationKey: 'a'.repeat(32) },
} as const

/** A company that can sell: two acquirers and one published offer. */
export async function givenShop(tools: Ctx, fields: object = {}) {
  const member = await givenAccount(tools)
  const { accountId } = member.actor
  for (const [acquirer, values] of Object.entries(SHOP_CREDENTIALS)) {
    await member.db.insert(acquirerCredentials).values({
      id: member.newId('credentials'),
      accountId,
      acquirer,
      environment: 'simulator',
      sealed: member.keyring.sealText(JSON.stringify(values)),
      hint: 'test',
      createdAt: member.now(),
    })
  }
  await member.db
    .update(accounts)
    .set({ defaultAcquirer: 'cielo', backupAcquirer: 'rede' })
    .where(eq(accounts.id, accountId))
  const offer = await givenOffer(member, fields)
  const api: Ctx<'api'> = {
    ...member,
    actor: { kind: 'api', accountId, apiKeyId: member.newId('apiKey'), mode: 'test' },
  }
  const buyer: Ctx<'buyer'> = { ...member, actor: { kind: 'buyer', accountId } }
  return { member, api, buyer, offer }
}

export async function givenOffer(member: Ctx<'member'>, fields: object = {}) {
  const made = await createOffer(member, { title: 'Violão do Zero' })
  if (!made.ok) throw new Error(made.error.code)
  const { id: offerId, code } = made.value
  const terms = { price: 197_00, maxInstallments: 12, ...fields }
  await editOffer(member, EditOfferInput.parse({ offerId, fields: terms }))
  const published = await publishOffer(member, { offerId })
  if (!published.ok) throw new Error(JSON.stringify(published.error))
  return { id: offerId, code }
}
