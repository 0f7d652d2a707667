// app/(panel)/offers/new/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { NotCreated } from '@/components/offers/new-offer-form'
import { readReais } from '@/lib/kernel/money'
import { CreateOfferInput, createOffer } from '@/lib/offers/create-offer'
import { memberContext } from '@/lib/platform/session'
import { startingFields, TEMPLATES } from './starting-fields'

/** The price may wait; what is typed of it has to be one. */
export async function createOfferAction(_: NotCreated | null, form: FormData): Promise<NotCreated> {
  const ctx = await memberContext() // an action is a public endpoint: it asks who is calling
  const [t, words] = await Promise.all([
    getTranslations('offers'),
    getTranslations('offers.template'),
  ])
  const said = (name: string) => String(form.get(name) ?? '')
  const sent = { title: said('title'), price: said('price'), template: said('template') }
  const template = TEMPLATES.find((each) => each === sent.template) ?? 'blank'
  const price = sent.price.trim() === '' ? {} : { price: readReais(sent.price) ?? sent.price }
  const input = CreateOfferInput.safeParse({
    title: sent.title,
    fields: { ...startingFields(template, words), ...price },
  })
  if (!input.success) {
    const paths = new Set(input.error.issues.map(({ path }) => path.join('.')))
    return {
      ...sent,
      wrong: {
        ...(paths.has('title') && { title: t('field.title.error') }),
        ...(paths.has('fields.price') && { price: t('field.price.error') }),
      },
    }
  }
  const result = await createOffer(ctx, input.data)
  if (!result.ok) return { ...sent, wrong: { form: t(`error.${result.error.code}`) } }
  revalidatePath('/offers')
  return redirect(`/offers/${result.value.id}`)
}
