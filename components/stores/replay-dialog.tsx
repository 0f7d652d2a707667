// components/stores/replay-dialog.tsx
'use client'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { toast } from '@/components/ui/toaster'
import type { ReplayPreview } from '@/lib/postbacks/preview-replay'
import { ReplayPlan } from './replay-plan'

export type Wish = {
  readonly storeId: string
  readonly postbackId?: string
  readonly state?: string
  readonly word?: string
  readonly from?: string
  readonly to?: string
  readonly tellOld: boolean
}
type Failed = { readonly ok: false; readonly message: string }
export type ReplayActions = {
  readonly preview: (
    wish: Wish,
  ) => Promise<{ readonly ok: true; readonly value: ReplayPreview } | Failed>
  readonly replay: (wish: Wish) => Promise<{ readonly ok: boolean; readonly message: string }>
}

type Props = {
  /** What is asked for; without a postback or a word the days are chosen in the dialog. */
  readonly wish: Omit<Wish, 'tellOld'>
  readonly label: string
  readonly primary?: boolean
  readonly actions: ReplayActions
}

/** Nothing is read again before somebody saw what it would change. */
export function ReplayDialog({ wish, label, primary = false, actions }: Props) {
  const t = useTranslations('stores.replay')
  const ofRange = wish.postbackId === undefined && wish.word === undefined
  const [open, setOpen] = useState(false)
  const [days, setDays] = useState({ from: '', to: '', state: wish.state ?? '' })
  const [tellOld, setTellOld] = useState(false)
  const [preview, setPreview] = useState<ReplayPreview | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, start] = useTransition()
  const asked: Wish = {
    ...wish,
    ...(days.from !== '' && { from: days.from }),
    ...(days.to !== '' && { to: days.to }),
    ...(ofRange && days.state !== '' && { state: days.state }),
    tellOld,
  }
  const look = () =>
    start(async () => {
      const answer = await actions.preview(asked)
      setProblem(answer.ok ? null : answer.message)
      setPreview(answer.ok ? answer.value : null)
    })
  const confirm = () =>
    start(async () => {
      const { ok, message } = await actions.replay(asked)
      toast[ok ? 'success' : 'error'](message)
      setOpen(false)
    })
  const change = (next: Partial<typeof days>) => {
    setDays({ ...days, ...next })
    setPreview(null)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setPreview(null)
        setProblem(null)
      }}
    >
      <DialogTrigger asChild>
        <Button variant={primary ? 'primary' : 'outline'} className="max-md:h-11">
          <RotateCcw aria-hidden />
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-[560px]">
        <DialogHeader>
          <DialogTitle>{t(ofRange ? 'titleRange' : 'title')}</DialogTitle>
          <DialogDescription>{t('lead')}</DialogDescription>
        </DialogHeader>
        {ofRange && <Days days={days} change={change} />}
        <TellOld
          checked={tellOld}
          onChange={(next) => {
            setTellOld(next)
            setPreview(null)
          }}
        />
        {problem !== null && (
          <p role="alert" className="text-refused">
            {problem}
          </p>
        )}
        {preview !== null && <ReplayPlan preview={preview} />}
        <DialogFooter className="[&>*]:max-md:h-11">
          {preview === null ? (
            <Button variant="primary" busy={busy} onClick={look}>
              {t(busy ? 'looking' : 'preview')}
            </Button>
          ) : (
            <>
              <Button onClick={() => setPreview(null)}>{t('back')}</Button>
              <Button variant="primary" busy={busy} onClick={confirm}>
                {t('confirm')}
              </Button>
            </>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}

type DaysOf = { readonly from: string; readonly to: string; readonly state: string }
type DaysProps = { readonly days: DaysOf; readonly change: (next: Partial<DaysOf>) => void }

function Days({ days, change }: DaysProps) {
  const t = useTranslations('stores.replay')
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t('from')}>
        <Input type="date" value={days.from} onChange={(e) => change({ from: e.target.value })} />
      </Field>
      <Field label={t('to')}>
        <Input type="date" value={days.to} onChange={(e) => change({ to: e.target.value })} />
      </Field>
      <Field label={t('which')} className="col-span-full">
        <NativeSelect value={days.state} onChange={(e) => change({ state: e.target.value })}>
          <option value="">{t('all')}</option>
          <option value="quarantined">{t('quarantined')}</option>
        </NativeSelect>
      </Field>
    </div>
  )
}

type TellOldProps = { readonly checked: boolean; readonly onChange: (next: boolean) => void }

function TellOld({ checked, onChange }: TellOldProps) {
  const t = useTranslations('stores.replay')
  const id = useId()
  return (
    <div className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-2.5">
      <Checkbox
        id={id}
        checked={checked}
        aria-describedby={`${id}-why`}
        onCheckedChange={(next) => onChange(next === true)}
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {t('tellOld')}
        </label>
        <p id={`${id}-why`} className="text-muted-foreground">
          {t('tellOldWhy')}
        </p>
      </div>
    </div>
  )
}
