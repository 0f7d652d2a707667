// components/offers/content-video.tsx
'use client'

import { CircleAlert, CircleCheck, ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Video } from '@/db/schema/offer-content'
import { type VideoSource, videoOf } from '@/lib/kernel/video-of'
import type { FieldEditorProps } from './field-shape'
import { ImagePicker } from './image-picker'

const NONE: Video = { address: '', title: '', posterId: null }

/** One address, told at once what it is; how it looks until somebody plays it. */
export function ContentVideo({ value, onChange, errors, disabled }: FieldEditorProps<'video'>) {
  const t = useTranslations('offers.content.video')
  const video = value ?? NONE
  const change = (part: Partial<Video>) => {
    const next = { ...video, ...part }
    const isEmpty = next.address.trim() === '' && next.title === '' && next.posterId === null
    onChange(isEmpty ? null : next)
  }
  const address = video.address.trim()
  const source = videoOf(address)
  const isRefused = address !== '' && source === null
  const faultOf = (part: keyof Video) => errors[part] !== undefined && t(`${part}.error`)
  return (
    <div className="grid gap-5">
      <div className="grid gap-2">
        <Field
          label={t('address.label')}
          help={t('address.help')}
          error={isRefused ? t(whyNot(address)) : faultOf('address')}
        >
          <Input
            type="url"
            inputMode="url"
            autoComplete="off"
            maxLength={500}
            value={video.address}
            disabled={disabled}
            placeholder="https://youtu.be/…"
            onChange={(event) => change({ address: event.target.value })}
          />
        </Field>
        <p aria-live="polite" className="flex min-h-5 items-center gap-1.5 text-xs">
          {source !== null && <Recognised source={source} address={address} />}
          {isRefused && (
            <>
              <CircleAlert aria-hidden className="size-4 shrink-0 text-waiting" />
              <span className="text-muted-foreground">{t('takes')}</span>
            </>
          )}
        </p>
      </div>
      {(value !== null || address !== '') && (
        <>
          <Field label={t('title.label')} help={t('title.help')} error={faultOf('title')}>
            <Input
              value={video.title}
              maxLength={120}
              autoComplete="off"
              disabled={disabled}
              placeholder={t('title.placeholder')}
              onChange={(event) => change({ title: event.target.value })}
            />
          </Field>
          <Field
            label={t('posterId.label')}
            help={t('posterId.help')}
            hint={t('posterId.hint')}
            error={faultOf('posterId')}
          >
            <ImagePicker
              value={video.posterId}
              shape="wide"
              label={t('posterId.label')}
              disabled={disabled}
              onChange={(posterId) => change({ posterId })}
            />
          </Field>
        </>
      )}
    </div>
  )
}

function Recognised({
  source,
  address,
}: {
  readonly source: VideoSource
  readonly address: string
}) {
  const t = useTranslations('offers.content.video')
  const what =
    source.from === 'file'
      ? t('is.file', { name: source.address.split('/').at(-1) ?? '' })
      : t(`is.${source.from}`, { id: source.id })
  return (
    <>
      <CircleCheck aria-hidden className="size-4 shrink-0 text-paid" />
      <span className="min-w-0 truncate">{what}</span>
      <a
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        className="prose-link inline-flex shrink-0 items-center gap-1"
      >
        {t('open')}
        <ExternalLink aria-hidden className="size-3" />
      </a>
    </>
  )
}

/** What people paste that is close to the address of a video. */
const NEAR: readonly [shape: RegExp, reason: `why.${'frame' | 'plain' | 'list' | 'drive'}`][] = [
  [/<iframe/i, 'why.frame'],
  [/^http:\/\//i, 'why.plain'],
  [/youtube\.com\/(@|channel\/|c\/|user\/|playlist)/i, 'why.list'],
  [/(drive\.google|dropbox|instagram|tiktok|facebook|fb\.watch|loom)\./i, 'why.drive'],
]
const whyNot = (address: string) =>
  NEAR.find(([shape]) => shape.test(address))?.[1] ?? ('why.unknown' as const)
