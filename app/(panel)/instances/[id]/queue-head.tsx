// app/(panel)/instances/[id]/queue-head.tsx
import { Pause, Play, QrCode, SlidersHorizontal, Smartphone } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ConfirmButton } from '@/components/accounts/confirm-button'
import { ActButton } from '@/components/instances/act-button'
import { phoneWords } from '@/components/notifications/phone-words'
import { Button } from '@/components/ui/button'
import { Need, Needs } from '@/components/ui/needs'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import type { QueueView } from '@/lib/notifications/instance-views'
import type { Review } from '@/lib/notifications/review-queue'
import {
  discardAction,
  pauseAction,
  reconnectAction,
  releaseAction,
  resumeAction,
} from '../actions'

type Props = { readonly queue: QueueView }

export async function QueueHead({ queue: { instance }, queue }: Props) {
  const t = await getTranslations('instances')
  const { id, name, number, embedded } = instance
  return (
    <PageHeader
      title={t('queue.title', { name })}
      description={
        <span className="num">{number === null ? t('queue.noNumber') : phoneWords(number)}</span>
      }
      back={{ href: '/instances', label: t('back') }}
      actions={
        <>
          {embedded && (
            <Button asChild>
              <Link href={`/instances/${id}/phone`}>
                <Smartphone aria-hidden />
                {t('queue.phone')}
              </Link>
            </Button>
          )}
          <Button asChild>
            <Link href={`/instances/${id}/settings`}>{t('connection')}</Link>
          </Button>
          <Button asChild className="max-md:hidden">
            <Link href={`/instances/${id}/pace`}>{t('queue.adjust')}</Link>
          </Button>
          <span className="max-md:hidden">
            <MainAction queue={queue} />
          </span>
        </>
      }
    />
  )
}

/** What stands at the thumb on a phone. */
export async function Steer({ queue }: Props) {
  const t = await getTranslations('instances.queue')
  return (
    <>
      <Button asChild size="icon" className="h-11 w-11">
        <Link href={`/instances/${queue.instance.id}/pace`} aria-label={t('adjust')}>
          <SlidersHorizontal aria-hidden />
        </Link>
      </Button>
      <MainAction queue={queue} />
    </>
  )
}

/** While it stands still for another reason, the main action is in the notice that says so. */
async function MainAction({ queue: { instance } }: Props) {
  const t = await getTranslations('instances.queue')
  const { id, state, pausedAt, reviewSince } = instance
  if (state !== 'connected') return <BackOn instance={instance} variant="primary" />
  if (pausedAt === null && reviewSince !== null) {
    return (
      <ActButton action={releaseAction.bind(null, id)} done={t('released')} variant="primary">
        <Play aria-hidden />
        {t('release')}
      </ActButton>
    )
  }
  if (pausedAt !== null) {
    return (
      <ActButton action={resumeAction.bind(null, id)} done={t('resumedNow')} variant="primary">
        <Play aria-hidden />
        {t('resume')}
      </ActButton>
    )
  }
  return (
    <ActButton action={pauseAction.bind(null, id)} done={t('pausedNow')} variant="primary">
      <Pause aria-hidden />
      {t('pause')}
    </ActButton>
  )
}

/** Asking again is no use: a telephone has to be linked to it, for the first time or anew. */
const wantsPhone = ({ pairs, state }: QueueView['instance']) => pairs && state !== 'disconnected'

async function ToPair({ id, variant = 'outline' }: Pick<BackOnProps, 'variant'> & { id: string }) {
  const t = await getTranslations('instances')
  return (
    <Button asChild variant={variant}>
      <Link href={`/instances/${id}/pair`}>
        <QrCode aria-hidden />
        {t('pairNow')}
      </Link>
    </Button>
  )
}

type BackOnProps = {
  readonly instance: QueueView['instance']
  readonly variant?: 'primary' | 'outline'
}

async function BackOn({ instance, variant = 'outline' }: BackOnProps) {
  const t = await getTranslations('instances')
  const { id } = instance
  if (wantsPhone(instance)) return <ToPair id={id} variant={variant} />
  return (
    <ActButton
      action={reconnectAction.bind(null, id)}
      done={t('queue.reconnected')}
      variant={variant}
    >
      {t('queue.reconnect')}
    </ActButton>
  )
}

type Noticed = Props & { readonly review: Review | null; readonly now: Date }

/** Why the whole of it stands still, and the one thing that ends it. */
export async function QueueNotices({ queue: { instance }, review, now }: Noticed) {
  const t = await getTranslations('instances.queue')
  const { id, state, pausedAt, pausedCause, heldUntil } = instance
  if (state !== 'connected') {
    return (
      <Needs>
        <Need
          tone="refused"
          title={t('offTitle')}
          why={wantsPhone(instance) ? t('offUnlinked') : t('off')}
          action={
            <span className="flex flex-wrap gap-2">
              <BackOn instance={instance} />
              {instance.pairs && !wantsPhone(instance) && <ToPair id={id} />}
            </span>
          }
        />
      </Needs>
    )
  }
  if (review !== null) return <ReviewNotice id={id} review={review} />
  if (pausedAt !== null) {
    const why = pausedCause === 'person' ? t('pausedByPerson') : t('pausedBySelf')
    return (
      <Needs>
        <Need tone="waiting" title={t('pausedTitle')} why={why} action={<Resume id={id} />} />
      </Needs>
    )
  }
  if (heldUntil === null || heldUntil <= now) return null
  return (
    <Needs>
      <Need
        tone="waiting"
        title={t('restTitle')}
        why={t.rich('rest', { time: () => <RelativeTime at={heldUntil} show="hour" /> })}
        action={null}
      />
    </Needs>
  )
}

async function Resume({ id }: { readonly id: string }) {
  const t = await getTranslations('instances.queue')
  return (
    <ActButton action={resumeAction.bind(null, id)} done={t('resumedNow')}>
      {t('resume')}
    </ActButton>
  )
}

/** Off for half an hour: how much of what waited is still worth saying, before anything leaves. */
async function ReviewNotice({ id, review }: { readonly id: string; readonly review: Review }) {
  const t = await getTranslations('instances.queue')
  const { valid, expired, later } = review
  const nothing = valid + expired === 0
  return (
    <Needs>
      <Need
        tone="waiting"
        title={t('heldTitle')}
        why={
          <>
            {nothing ? t('heldNothing') : t('held', { valid, expired })}{' '}
            {later > 0 && t('heldLater', { later })}
          </>
        }
        action={
          <span className="flex flex-wrap gap-2">
            <ActButton action={releaseAction.bind(null, id)} done={t('released')}>
              {t('releaseValid', { valid })}
            </ActButton>
            {!nothing && (
              <ConfirmButton
                verb={t('discard')}
                label={t('discard')}
                title={t('discardTitle')}
                body={t('discardBody', { all: valid + expired })}
                keep={t('discardKeep')}
                action={discardAction.bind(null, id)}
              />
            )}
          </span>
        }
      />
    </Needs>
  )
}
