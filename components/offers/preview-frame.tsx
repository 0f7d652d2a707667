// components/offers/preview-frame.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
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

/** The real page in a frame. It is loaded again after each save and stays where it was scrolled to. */
export function PreviewFrame({ offerId, version, hasPrice }: Props) {
  const t = useTranslations('offers.editor')
  const [size, setSize] = useState<'phone' | 'desktop'>('phone')
  const frame = useRef<HTMLIFrameElement>(null)
  const scrolled = useRef(0)
  const seen = useRef(version)

  useEffect(() => {
    if (seen.current === version) return
    seen.current = version
    const page = frame.current?.contentWindow
    if (page == null) return
    scrolled.current = page.scrollY
    page.location.reload()
  }, [version])

  const isPhone = size === 'phone'
  return (
    <section aria-label={t('preview')} className="top-20 grid min-w-0 gap-3 lg:sticky">
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
            'relative mx-auto h-[680px] w-full overflow-hidden border bg-card',
            isPhone ? 'max-w-[390px] rounded-[28px] border-4' : 'rounded-lg',
          )}
        >
          <iframe
            ref={frame}
            src={`/o/preview/${offerId}`}
            title={t('preview')}
            onLoad={() => frame.current?.contentWindow?.scrollTo(0, scrolled.current)}
            className="origin-top-left border-0"
            style={
              isPhone
                ? { width: '100%', height: '100%' }
                : {
                    width: DESKTOP_PX,
                    height: (680 * DESKTOP_PX) / SHOWN_PX,
                    transform: `scale(${SHOWN_PX / DESKTOP_PX})`,
                  }
            }
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
