// components/offers/preview-frame.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Segmented } from '@/components/ui/segmented'

type Props = {
  readonly offerId: string
  /** A new one means that the draft was saved. */
  readonly version: number
  readonly hasPrice: boolean
  /** The part of the page that is being written, by its id; null is the top, undefined is none. */
  readonly part: string | null | undefined
}

const DESKTOP_PX = 1280
const SHOWN_PX = 420
const HEIGHT_PX = 680

/** The real page in a frame, as the draft would make it. */
export function PreviewFrame({ offerId, version, hasPrice, part }: Props) {
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
            'relative mx-auto h-[680px] max-h-[calc(100dvh-400px)] max-lg:max-h-[calc(100dvh-250px)] min-h-[420px] w-full overflow-hidden border bg-card',
            isPhone ? 'max-w-[390px] rounded-[28px] border-4' : 'max-w-[420px] rounded-lg',
          )}
        >
          <Pages
            src={`/o/preview/${offerId}`}
            title={t('preview')}
            version={version}
            part={part}
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
  readonly part: Props['part']
  readonly style: React.CSSProperties
}

/**
 * Each save loads the page anew behind the one that is seen; it comes forward once it is there,
 * scrolled to the same place, so that nothing flashes while somebody types.
 */
function Pages({ src, title, version, part, style }: PagesProps) {
  const [shown, setShown] = useState(version)
  const [coming, setComing] = useState<number | null>(null)
  const seen = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    if (version !== shown) setComing(version)
  }, [version, shown])
  useEffect(() => turnTo(seen.current, part), [part])

  const arrive = (event: SyntheticEvent<HTMLIFrameElement>) => {
    const page = event.currentTarget
    if (coming === null) turnTo(page, part)
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
      ref={each === shown ? seen : undefined}
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

/** Scrolls the frame alone: the editor around it stays where it is. */
function turnTo(frame: HTMLIFrameElement | null, part: Props['part']) {
  const page = frame?.contentWindow
  if (page == null || part === undefined) return
  const place = part === null ? null : page.document.getElementById(part)
  if (part !== null && place === null) return
  const top = place === null ? 0 : place.getBoundingClientRect().top + page.scrollY - MARGIN_PX
  // At once: the page may be long, and its own scrolling is smooth.
  page.scrollTo({ top, behavior: 'instant' })
}

const MARGIN_PX = 24
