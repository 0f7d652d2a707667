// components/stores/wizard-platform.tsx
'use client'

import { ArrowLeft, ChevronRight, Search } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { PlatformCategory } from '@/lib/postbacks/platform'
import { WizardFoot, WizardFrame } from './wizard-frame'

export type PlatformChoice = {
  readonly code: string
  readonly label: string
  readonly category: PlatformCategory
  readonly events: number
  readonly tracksOrigin: boolean
  /** Every account has it already: choosing it leads there, and makes nothing. */
  readonly href?: string
}

type Props = {
  readonly name: string
  readonly platforms: readonly PlatformChoice[]
  /** Of a store that exists: what it is linked to now, and whether that may still change. */
  readonly store?: { readonly id: string; readonly platform: string; readonly fixed: boolean }
  readonly choose: (form: FormData) => Promise<void>
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

export function WizardPlatform({ name, platforms, store, choose }: Props) {
  const t = useTranslations('stores.wizard')
  const list = useRef<HTMLFieldSetElement>(null)
  const [sought, seek] = useState('')
  const category = (choice: PlatformChoice) => t(`platform.${choice.category}`)
  const found = platforms.filter((choice) =>
    plain(`${choice.label} ${category(choice)}`).includes(plain(sought)),
  )
  const shown =
    found.length === 0 ? platforms.filter(({ category }) => category === 'other') : found
  const categories = [...new Set(shown.map(({ category }) => category))]
  const back = store
    ? `/stores/new?store=${store.id}&step=name`
    : `/stores/new?edit=1&name=${encodeURIComponent(name)}`
  return (
    <WizardFrame step="platform" title={t('platform.title', { name })} lead={t('platform.lead')}>
      <Seek
        value={sought}
        change={seek}
        none={sought.trim() !== '' && found.length === 0}
        count={found.length}
        list={list}
      />
      <form action={choose}>
        {store ? (
          <input type="hidden" name="storeId" value={store.id} />
        ) : (
          <input type="hidden" name="name" value={name} />
        )}
        <fieldset ref={list} onKeyDown={walk}>
          <legend className="sr-only">{t('platform.list')}</legend>
          {categories.map((each) => (
            <fieldset key={each} className="mt-6">
              <legend className="mb-2 text-xs text-muted-foreground">
                {t(`platform.${each}`)}
              </legend>
              <div className="grid gap-2 sm:grid-cols-2">
                {shown
                  .filter(({ category }) => category === each)
                  .map((choice) => (
                    <Choice
                      key={choice.code}
                      choice={choice}
                      current={choice.code === store?.platform}
                      fixed={store?.fixed === true && choice.code !== store.platform}
                    />
                  ))}
              </div>
            </fieldset>
          ))}
        </fieldset>
      </form>
      {store?.fixed === true && (
        <p className="mt-6 max-w-[56ch] text-muted-foreground">{t('platform.fixed')}</p>
      )}
      <WizardFoot>
        <Button asChild variant="ghost">
          <Link href={back}>
            <ArrowLeft aria-hidden />
            {t('back')}
          </Link>
        </Button>
      </WizardFoot>
    </WizardFrame>
  )
}

/** Up and down walk through what is shown, as in any list; Tab does too. */
function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const choices = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-choice]')]
  const at = choices.indexOf(document.activeElement as HTMLElement)
  const next = choices[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

type SeekProps = {
  readonly value: string
  readonly change: (value: string) => void
  readonly none: boolean
  readonly count: number
  readonly list: { readonly current: HTMLFieldSetElement | null }
}

function Seek({ value, change, none, count, list }: SeekProps) {
  const t = useTranslations('stores.wizard.platform')
  const first = () => list.current?.querySelector<HTMLElement>('[data-choice]:not(:disabled)')
  const go = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') first()?.focus()
    else if (event.key === 'Enter' && value.trim() !== '' && !none) first()?.click()
    else return
    event.preventDefault()
  }
  return (
    <div className="mt-6">
      <Field label={t('search')} labelHidden>
        <span className="relative block">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
          />
          <Input
            type="search"
            value={value}
            onChange={(event) => change(event.target.value)}
            onKeyDown={go}
            placeholder={t('searchHint')}
            autoComplete="off"
            autoFocus
            className="h-12 pl-9 text-base md:h-12"
          />
        </span>
      </Field>
      <p role="status" className={none ? 'mt-2 text-muted-foreground' : 'sr-only'}>
        {none ? t('none', { sought: value.trim() }) : t('found', { count })}
      </p>
    </div>
  )
}

type ChoiceProps = {
  readonly choice: PlatformChoice
  readonly current: boolean
  readonly fixed: boolean
}

const box =
  'flex items-center gap-3 rounded-lg border border-input bg-card p-4 text-left hover:border-past disabled:cursor-not-allowed disabled:opacity-50 aria-current:border-foreground aria-current:ring-1 aria-current:ring-foreground'

/** Pressing it is the decision: the store is made, with its address. */
function Choice({ choice, current, fixed }: ChoiceProps) {
  if (choice.href !== undefined) {
    return (
      <Link data-choice href={choice.href} className={box}>
        <Words {...choice} />
      </Link>
    )
  }
  return (
    <button
      data-choice
      type="submit"
      name="platform"
      value={choice.code}
      disabled={fixed}
      aria-current={current ? 'true' : undefined}
      className={box}
    >
      <Words {...choice} />
    </button>
  )
}

function Words({ label, events, tracksOrigin, href }: PlatformChoice) {
  const t = useTranslations('stores.wizard.platform')
  const does = href !== undefined ? 'doesNative' : events === 0 ? 'doesAny' : 'does'
  return (
    <>
      <span
        aria-hidden
        className="grid size-10 shrink-0 place-items-center rounded-md bg-muted text-base font-semibold"
      >
        {label.charAt(0)}
      </span>
      <span className="grid min-w-0 flex-1">
        <span className="font-medium">{label}</span>
        <span className="text-muted-foreground">
          {t(does, { events, tracking: tracksOrigin ? 'yes' : 'no' })}
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
    </>
  )
}
