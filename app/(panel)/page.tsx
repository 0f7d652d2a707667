// app/(panel)/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { FirstSteps } from '@/components/home/first-steps'
import { Button } from '@/components/ui/button'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { PageHeader } from '@/components/ui/page-header'
import { firstSaleChecklist } from '@/lib/accounts/first-sale'
import { listOffers } from '@/lib/offers/views'
import type { Ctx } from '@/lib/platform/context'
import { memberContext } from '@/lib/platform/session'
import { firstApprovedSale } from '@/lib/sales/first-approved-sale'
import { Today } from './today'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('home')
  return { title: t('title') }
}

export default async function HomePage() {
  const ctx = await memberContext()
  const [t, format, first] = await Promise.all([
    getTranslations('home'),
    getFormatter(),
    firstApprovedSale(ctx),
  ])
  const now = format.dateTime(ctx.now(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (
    <>
      <LiveRefresh seconds={20} />
      <PageHeader
        title={t('title')}
        description={
          <p>
            <time
              dateTime={ctx.now().toISOString()}
              className="inline-block first-letter:uppercase"
            >
              {now}
            </time>
            <span className="max-md:hidden"> · {t('saoPaulo')}</span>
          </p>
        }
        actions={
          first !== null && (
            <Button asChild variant="primary" className="max-md:hidden">
              <Link href="/offers/new">{t('createOffer')}</Link>
            </Button>
          )
        }
      />
      {first === null ? <ToFirstSale ctx={ctx} /> : <Today ctx={ctx} />}
    </>
  )
}

async function ToFirstSale({ ctx }: { readonly ctx: Ctx<'member'> }) {
  const { rows } = await listOffers(ctx)
  const published = rows.find(({ state }) => state === 'published')
  const steps = await firstSaleChecklist(ctx, {
    publishedOffer: published === undefined ? null : { code: published.code, at: null },
    firstSale: null,
  })
  return (
    <FirstSteps steps={steps} offerPath={published === undefined ? null : `/o/${published.code}`} />
  )
}
