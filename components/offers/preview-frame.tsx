// components/offers/preview-frame.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Segmented } from '@/components/ui/segmented'

type Props = {
  readonly offerId: string
  /** A new one means that the draft was saved. */
  readonly version: number
  readonly hasPrice: boolean
}

const DESKTOP_PX = 1280
const SHOWN_PX = 420
const HEIGHT_PX = 680

/** The real page in a frame, as the draft would make it. */
export function PreviewFrame({ offerId, version, hasPrice }: Props) {
  const t = useTranslations('offers.editor')
  const [size, setSize] = useState<'phone' | 'desktop'>('phone')
  const isPhone = size === 'phone'
  return (
    <section aria-label={t('preview')} className="grid min-w-0 gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-sm font-medium">{t('preview')}</h2>
        <Segmented
          label={t('size')}
          value={size}
          onChange={setSize}
          options={[
            { value: 'phone', label: t('phone') },
            { value: 'desktop', label: t('desktop') },
          ]}
        />
      </div>
      {hasPrice ? (
        <div
          className={cn(
            'relative mx-auto h-[680px] max-h-[calc(100dvh-330px)] max-lg:max-h-[calc(100dvh-250px)] min-h-[420px] w-full overflow-hidden border bg-card',
            isPhone ? 'max-w-[390px] rounded-[28px] border-4' : 'max-w-[420px] rounded-lg',
          )}
        >
          <Pages
            src={`/o/preview/${offerId}`}
            title={t('preview')}
            version={version}
            style={isPhone ? FITTING : SCALED}
          />
        </div>
      ) : (
        <p className="rounded-lg border border-dashed p-5 text-muted-foreground">
          {t('previewWait')}
        </p>
      )}
    </section>
  )
}

const FITTING = { width: '100%', height: '100%' }
const SCALED = {
  width: DESKTOP_PX,
  height: (HEIGHT_PX * DESKTOP_PX) / SHOWN_PX,
  transform: `scale(${SHOWN_PX / DESKTOP_PX})`,
}

type PagesProps = {
  readonly src: string
  readonly title: string
  readonly version: number
  readonly style: React.CSSProperties
}

/**
 * Each save loads the page anew behind the one that is seen; it comes forward once it is there,
 * scrolled to the same place, so that nothing flashes while somebody types.
 */
function Pages({ src, title, version, style }: PagesProps) {
  const [shown, setShown] = useState(version)
  const [coming, setComing] = useState<number | null>(null)
  useEffect(() => {
    if (version !== shown) setComing(version)
  }, [version, shown])

  const arrive = (event: SyntheticEvent<HTMLIFrameElement>) => {
    const page = event.currentTarget
    if (Number(page.dataset.version) !== coming) return
    const before = page.parentElement?.querySelector<HTMLIFrameElement>('[data-shown]')
    page.contentWindow?.scrollTo({ top: scrollOf(before), behavior: 'instant' })
    setShown(coming)
    setComing(null)
  }
  const versions = coming === null || coming === shown ? [shown] : [shown, coming]
  return versions.map((each) => (
    <iframe
      key={each}
      src={src}
      title={title}
      data-version={each}
      data-shown={each === shown || undefined}
      aria-hidden={each !== shown || undefined}
      tabIndex={each === shown ? undefined : -1}
      onLoad={arrive}
      className={cn('absolute inset-0 origin-top-left border-0', each !== shown && 'invisible')}
      style={style}
    />
  ))
}

const scrollOf = (page: HTMLIFrameElement | null | undefined): number =>
  page?.contentWindow?.scrollY ?? 0
