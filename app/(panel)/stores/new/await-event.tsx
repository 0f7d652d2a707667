// app/(panel)/stores/new/await-event.tsx
'use client'

import { ArrowLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { LiveWait, type TestButton } from '@/components/stores/live-wait'
import { WizardFoot } from '@/components/stores/wizard-frame'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toaster'
import type { Hearing } from '@/lib/postbacks/hearing'
import { acceptKeyAction } from '../actions'

const ASK_EVERY_MS = 2_000

type Props = {
  readonly storeId: string
  readonly platform: string
  readonly test: TestButton
  /** What is checked over there first; null where nobody can say. */
  readonly mind: { readonly field: string; readonly value: string } | null
  readonly keyHint: string | null
  readonly first: Hearing
}

/** Asks every other second until the event is there; the page behind it then says so too. */
export function AwaitEvent({ storeId, platform, test, mind, keyHint, first }: Props) {
  const t = useTranslations('stores.wizard')
  const { hearing, offline, setHearing } = useHearing(storeId, first)
  const heard = hearing.kind === 'heard'
  return (
    <>
      <LiveWait
        hearing={hearing}
        platform={platform}
        test={test}
        keyHint={keyHint}
        action={<Step storeId={storeId} hearing={hearing} accepted={setHearing} />}
      />
      {offline && (
        <p role="status" className="mt-3 text-muted-foreground">
          {t('wait.offline')}
        </p>
      )}
      {!heard && (
        <details className="group/help mt-4">
          <summary className="flex cursor-pointer items-center gap-2 text-muted-foreground hover:text-foreground">
            <ChevronRight
              aria-hidden
              className="size-4 transition-transform duration-120 group-open/help:rotate-90"
            />
            {t('wait.help')}
          </summary>
          <p className="mt-2 ml-6 max-w-[56ch] text-muted-foreground">
            {mind === null ? t('wait.helpAny') : t('wait.helpBody', { ...mind, platform })}
          </p>
        </details>
      )}
      <Foot storeId={storeId} heard={heard} />
    </>
  )
}

function useHearing(storeId: string, first: Hearing) {
  const [hearing, setHearing] = useState(first)
  const [offline, setOffline] = useState(false)
  const { refresh } = useRouter()
  const heard = hearing.kind === 'heard'
  useEffect(() => {
    if (heard) return
    const ask = async () => {
      try {
        const answer = await fetch(`/stores/${storeId}/latest`, { cache: 'no-store' })
        if (!answer.ok) return setOffline(true)
        const next = (await answer.json()) as Hearing
        setOffline(false)
        setHearing(next)
        if (next.kind === 'heard') refresh()
      } catch {
        setOffline(true)
      }
    }
    const timer = setInterval(ask, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [heard, storeId, refresh])
  return { hearing, offline, setHearing }
}

type StepProps = {
  readonly storeId: string
  readonly hearing: Hearing
  readonly accepted: (hearing: Hearing) => void
}

function Step({ storeId, hearing, accepted }: StepProps) {
  const t = useTranslations('stores.wizard.wait')
  const { refresh } = useRouter()
  const [busy, start] = useTransition()
  if (hearing.kind === 'strange') {
    return (
      <Button asChild size="sm">
        <Link href={`/stores/${storeId}/inbox/${hearing.postbackId}`}>{t('see')}</Link>
      </Button>
    )
  }
  if (hearing.kind === 'to_map') {
    return (
      <Button asChild variant="primary">
        <Link href={`/stores/${storeId}/mapping?from=wizard`}>{t('map')}</Link>
      </Button>
    )
  }
  if (hearing.kind !== 'offered') return null
  const { postbackId } = hearing
  const accept = () =>
    start(async () => {
      const { message } = await acceptKeyAction({ storeId, postbackId })
      if (message !== undefined) return void toast.error(message)
      accepted({ kind: 'waiting' })
      refresh()
    })
  return (
    <Button size="sm" busy={busy} onClick={accept}>
      {t('accept')}
    </Button>
  )
}

function Foot({ storeId, heard }: { readonly storeId: string; readonly heard: boolean }) {
  const t = useTranslations('stores.wizard')
  const next = `/stores/new?store=${storeId}&step=messages`
  return (
    <WizardFoot>
      <Button asChild variant="ghost">
        <Link href={`/stores/new?store=${storeId}&step=platform`}>
          <ArrowLeft aria-hidden />
          {t('back')}
        </Link>
      </Button>
      <span className="flex gap-2">
        {heard ? (
          <Button asChild variant="primary" className="max-md:h-11">
            <Link href={next}>{t('next')}</Link>
          </Button>
        ) : (
          <>
            <Button asChild variant="ghost" className="max-md:h-11">
              <Link href={next}>{t('later')}</Link>
            </Button>
            <Button disabled className="max-md:hidden">
              {t('next')}
            </Button>
          </>
        )}
      </span>
    </WizardFoot>
  )
}
