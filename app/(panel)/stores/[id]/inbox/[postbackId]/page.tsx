// app/(panel)/stores/[id]/inbox/[postbackId]/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DifferencesCard } from '@/components/stores/differences-card'
import { PostbackFacts } from '@/components/stores/postback-facts'
import { RawBody } from '@/components/stores/raw-body'
import { WhatHappened } from '@/components/stores/what-happened'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { PostbackId } from '@/lib/postbacks/postbacks-query'
import { findPostback } from '@/lib/postbacks/views'
import { outcomeKey, outcomesOf } from '@/lib/stores/outcomes'
import { findStoreOf } from '../../find-store-of'
import { ReplayButton } from './replay-button'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.postback'))('title') }
}

type Props = {
  readonly params: Promise<{ id: string; postbackId: string }>
  readonly searchParams: Promise<{ people?: string }>
}

export default async function PostbackPage({ params, searchParams }: Props) {
  const { id, postbackId } = await params
  const ctx = await memberContext(`/stores/${id}/inbox/${postbackId}`)
  const unmasked = (await searchParams).people === '1'
  const [store, asked] = [await findStoreOf(ctx, id), PostbackId.safeParse(postbackId)]
  const postback = asked.success ? await findPostback(ctx, asked.data, { unmasked }) : null
  if (store === null || postback === null || postback.storeId !== store.id) notFound()

  const t = await getTranslations('stores.postback')
  const events = await getTranslations('events')
  const outcomes = await outcomesOf(ctx, store.id, [postback])
  const here = `/stores/${store.id}/inbox/${postback.id}`
  const name = events.has(postback.event as 'unknown') ? (postback.event as 'unknown') : 'unknown'
  return (
    <>
      <PageHeader
        back={{ href: `/stores/${store.id}/inbox`, label: t('back') }}
        title={events(name)}
        description={
          <WhatHappened postback={postback} outcome={outcomes.get(outcomeKey(postback))} />
        }
        actions={may(ctx.actor.role, 'work') && <ReplayButton postbackId={postback.id} />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px] lg:gap-6">
        <div className="grid min-w-0 gap-5 lg:gap-6">
          <RawBody
            body={postback.body}
            unmasked={unmasked}
            toggle={
              <Button asChild size="sm">
                <Link href={unmasked ? here : `${here}?people=1`} scroll={false}>
                  {t(unmasked ? 'mask' : 'unmask')}
                </Link>
              </Button>
            }
          />
          <DifferencesCard differences={postback.differences} />
        </div>
        <PostbackFacts postback={postback} unmasked={unmasked} />
      </div>
    </>
  )
}
