// components/offers/content-gallery.tsx
'use client'

import { ImagePlus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Picture } from '@/db/schema/offer-content'
import { moved } from './content-keys'
import { Sortable, SortablePart } from './content-sortable'
import type { FieldEditorProps } from './field-shape'
import { ImageDrop } from './image-drop'
import { ImageProgress } from './image-progress'
import { ImageThumb } from './image-thumb'
import { useGalleryUploads, type Waiting } from './use-gallery-uploads'

const GALLERY_MAX = 12
const ALT_MAX = 200

/** Pictures in the order of the page; the first is its cover. */
export function ContentGallery({ value, onChange, errors, disabled }: FieldEditorProps<'gallery'>) {
  const t = useTranslations('offers.content.gallery')
  const room = GALLERY_MAX - value.length
  const { waiting, add, dismiss } = useGalleryUploads({ value, onChange, room })

  // The same picture may stand there twice: the second has another name.
  const keys = value.map(({ imageId }, at) =>
    value.findIndex((each) => each.imageId === imageId) === at ? imageId : `${imageId}-${at}`,
  )
  const names = value.map(({ alt }, at) => alt || t('nth', { place: at + 1 }))
  const move = (from: number, to: number) => onChange(moved(value, from, to))
  const change = (at: number, picture: Picture) =>
    onChange(value.map((each, i) => (i === at ? picture : each)))
  return (
    <ImageDrop many disabled={disabled} onFiles={add} className="grid gap-3">
      {(choose) => (
        <>
          <Sortable keys={keys} names={names} onMove={move} layout="grid">
            <ol className="grid gap-3 sm:grid-cols-2">
              {value.map((picture, at) => (
                <SortablePart
                  key={keys[at]}
                  id={keys[at] ?? ''}
                  name={names[at] ?? ''}
                  {...{ at, of: value.length, onMove: move, disabled }}
                  className="min-w-0 rounded-lg border bg-card"
                >
                  {(movers) => (
                    <GalleryPicture
                      {...{ picture, at, movers, disabled }}
                      isMissing={errors[`${at}.imageId`] !== undefined}
                      altFault={errors[`${at}.alt`] !== undefined}
                      onAlt={(alt) => change(at, { ...picture, alt })}
                      onRemove={() => onChange(value.filter((_, i) => i !== at))}
                    />
                  )}
                </SortablePart>
              ))}
              {waiting.map((each) => (
                <WaitingPicture key={each.key} each={each} onDismiss={() => dismiss(each.key)} />
              ))}
            </ol>
          </Sortable>
          {!disabled && room > 0 && (
            <button
              type="button"
              onClick={choose}
              className="grid min-h-28 place-items-center gap-1 rounded-lg border border-dashed border-input bg-muted/50 px-4 py-5 text-center transition-colors hover:border-past hover:bg-muted"
            >
              <ImagePlus aria-hidden className="size-5 text-muted-foreground" />
              <span className="text-sm font-medium">
                {t(value.length === 0 ? 'first' : 'more', { room })}
              </span>
              <span className="text-xs text-muted-foreground">{t('ways')}</span>
            </button>
          )}
        </>
      )}
    </ImageDrop>
  )
}

type PictureProps = {
  readonly picture: Picture
  readonly at: number
  readonly movers: React.ReactNode
  readonly disabled: boolean
  readonly isMissing: boolean
  readonly altFault: boolean
  readonly onAlt: (alt: string) => void
  readonly onRemove: () => void
}

function GalleryPicture(props: PictureProps) {
  const { picture, at, movers, disabled, isMissing, altFault, onAlt, onRemove } = props
  const t = useTranslations('offers.content.gallery')
  const place = at + 1
  return (
    <div className="grid gap-2 p-2" data-fault={isMissing || undefined}>
      <div className="relative grid aspect-[3/2] place-items-center overflow-hidden rounded-md bg-muted">
        <ImageThumb id={picture.imageId} alt={picture.alt} />
        {at === 0 && (
          <span className="absolute top-2 left-2 rounded-sm bg-primary px-1.5 py-0.5 text-xs font-medium text-primary-foreground">
            {t('cover')}
          </span>
        )}
      </div>
      {isMissing && (
        <p role="alert" className="text-xs font-medium text-refused">
          {t('missing')}
        </p>
      )}
      <Field
        label={t('alt.label', { place })}
        help={t('alt.help')}
        error={altFault && t('alt.error')}
      >
        <Input
          value={picture.alt}
          maxLength={ALT_MAX}
          disabled={disabled}
          placeholder={t('alt.placeholder')}
          onChange={(event) => onAlt(event.target.value)}
        />
      </Field>
      <div className="flex items-center justify-between">
        {movers}
        {!disabled && (
          <Button
            size="icon"
            variant="ghost"
            aria-label={t('remove', { place })}
            onClick={onRemove}
          >
            <Trash2 aria-hidden />
          </Button>
        )}
      </div>
    </div>
  )
}

function WaitingPicture({
  each,
  onDismiss,
}: {
  readonly each: Waiting
  readonly onDismiss: () => void
}) {
  const t = useTranslations('offers.content.gallery')
  return (
    <li className="grid content-center gap-2 rounded-lg border border-dashed p-3">
      <span className="truncate text-sm font-medium">{each.name}</span>
      {each.wrong === null ? (
        each.sending && <ImageProgress {...each.sending} />
      ) : (
        <>
          <span role="alert" className="text-xs font-medium text-refused">
            {each.wrong}
          </span>
          <span>
            <Button size="sm" onClick={onDismiss}>
              {t('dismiss')}
            </Button>
          </span>
        </>
      )}
    </li>
  )
}
