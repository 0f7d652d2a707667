// components/offers/hue-field.tsx
'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { cn } from '@/components/ui/cn'
import { useFieldControl } from '@/components/ui/field'
import { contrastOf, type Oklch } from '@/lib/kernel/contrast'
import { formatReais, readReais } from '@/lib/kernel/money'
import { EditorField, type FieldControl } from './editor-field'
import type { OfferForm } from './offer-form'

/** One of each family, for who does not want to search. */
const USUAL = [20, 50, 90, 145, 165, 215, 260, 300, 345] as const

/** The button of the page, as app/(public)/o/checkout.css colours it from the hue. */
const BUTTON = {
  light: { ground: [0.43, 0.075], ink: [0.99, 0.004] },
  dark: { ground: [0.82, 0.085], ink: [0.2, 0.03] },
} as const

export function HueField() {
  return <EditorField name="brandHue">{(control) => <Hue {...control} />}</EditorField>
}

function Hue({ value, onChange, onBlur, name, disabled }: FieldControl<'brandHue'>) {
  const t = useTranslations('offers.hue')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input
        {...useFieldControl()}
        type="range"
        min={0}
        max={359}
        name={name}
        value={value}
        disabled={disabled}
        onBlur={onBlur}
        onChange={onChange}
        className={SLIDER}
        style={{ background: RAINBOW }}
      />
      <fieldset className="flex flex-wrap gap-1.5" aria-label={t('usual')}>
        {USUAL.map((hue) => (
          <button
            key={hue}
            type="button"
            disabled={disabled}
            aria-label={t('choose', { hue })}
            aria-pressed={Number(value) === hue}
            onClick={() => onChange(String(hue))}
            className={cn(
              'size-8 rounded-full border-2 border-card ring-1 ring-border max-md:size-9',
              Number(value) === hue && 'ring-2 ring-foreground',
            )}
            style={{ background: `oklch(0.43 0.075 ${hue})` }}
          />
        ))}
      </fieldset>
      <div className="grid gap-2 sm:grid-cols-2">
        <Sample theme="light" hue={Number(value)} />
        <Sample theme="dark" hue={Number(value)} />
      </div>
    </div>
  )
}

/** The button as a buyer sees it, and how well its words are read. */
function Sample({ theme, hue }: { readonly theme: 'light' | 'dark'; readonly hue: number }) {
  const t = useTranslations('offers.hue')
  const price = useWatch<OfferForm, 'price'>({ name: 'price' })
  const ratio = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 1 })
  const { ground, ink } = BUTTON[theme]
  const [back, front]: readonly [Oklch, Oklch] = [
    [ground[0], ground[1], hue],
    [ink[0], ink[1], hue],
  ]
  const amount = readReais(price)
  return (
    <div
      className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-md border p-3"
      style={{ background: theme === 'light' ? 'oklch(1 0 0)' : 'oklch(0.17 0.006 260)' }}
    >
      <span
        className="grid h-10 place-items-center rounded-md px-3 text-sm font-semibold"
        style={{ background: css(back), color: css(front) }}
      >
        {amount === null ? t('buy') : t('pay', { price: formatReais(amount) })}
      </span>
      <span
        className="text-xs"
        style={{ color: theme === 'light' ? 'oklch(0.45 0.015 260)' : 'oklch(0.75 0.01 260)' }}
      >
        {t(theme, { ratio: ratio.format(contrastOf(back, front)) })}
      </span>
    </div>
  )
}

const css = ([lightness, chroma, hue]: Oklch) => `oklch(${lightness} ${chroma} ${hue})`

const SLIDER =
  'h-9 w-full min-w-0 cursor-pointer appearance-none rounded-md border border-input disabled:cursor-not-allowed disabled:opacity-50 ' +
  '[&::-webkit-slider-thumb]:h-7 [&::-webkit-slider-thumb]:w-3 [&::-webkit-slider-thumb]:appearance-none ' +
  '[&::-webkit-slider-thumb]:rounded-sm [&::-webkit-slider-thumb]:border-2 ' +
  '[&::-webkit-slider-thumb]:border-foreground [&::-webkit-slider-thumb]:bg-card'

const RAINBOW =
  'linear-gradient(in oklch longer hue to right, oklch(0.7 0.12 0), oklch(0.7 0.12 359))'
