// app/(panel)/settings/acquirers/capture-windows.tsx
'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { toast } from '@/components/ui/toaster'
import { CARD_BRANDS, type CardBrand } from '@/lib/kernel/card-brand'
import type { CaptureWindow } from '@/lib/payments/capture-window'
import type { CaptureWindowsView } from '@/lib/payments/capture-windows-view'
import { saveCaptureWindowsAction } from './keeping-actions'

type Props = {
  readonly windows: readonly CaptureWindowsView[]
  readonly canEdit: boolean
}

/** How long each acquirer lets an approval wait for its capture: what the registration says. */
export function CaptureWindows({ windows, canEdit }: Props) {
  const t = useTranslations('keeping.windows')
  if (windows.length === 0) return null
  return (
    <Card aria-labelledby="capture-windows">
      <CardHeader>
        <CardTitle id="capture-windows">{t('title')}</CardTitle>
      </CardHeader>
      <p className="max-w-[64ch] px-4 pt-1 text-muted-foreground lg:px-5">{t('lead')}</p>
      {windows.map((view) => (
        <WindowsForm
          key={`${view.acquirer} ${JSON.stringify(view.windows)}`}
          view={view}
          canEdit={canEdit}
        />
      ))}
    </Card>
  )
}

const NEW_ROW: CaptureWindow = { brand: '*', rule: 'days', length: 7 }
const OWN = 'own'

const isSame = (one: readonly CaptureWindow[], other: readonly CaptureWindow[]) => {
  const words = (rows: readonly CaptureWindow[]) =>
    rows.map(({ brand, rule, length }) => `${brand} ${rule} ${length}`).sort()
  return words(one).join() === words(other).join()
}

function WindowsForm({
  view: { acquirer, label, windows, presets },
  canEdit,
}: {
  readonly view: CaptureWindowsView
  readonly canEdit: boolean
}) {
  const t = useTranslations('keeping.windows')
  const [rows, setRows] = useState(windows)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, start] = useTransition()
  const preset = presets.find((each) => isSame(each.windows, rows))?.name ?? OWN
  const edit = (at: number, more: Partial<CaptureWindow>) =>
    setRows(rows.map((row, i) => (i === at ? { ...row, ...more } : row)))
  const save = () =>
    start(async () => {
      const said = await saveCaptureWindowsAction({ acquirer, windows: rows })
      setWrong(said === 'ok' ? null : t(`error.${said as 'invalid'}`))
      if (said === 'ok') toast.success(t('saved', { label }))
    })
  return (
    <fieldset disabled={!canEdit} className="border-t first-of-type:mt-4">
      <legend className="sr-only">{label}</legend>
      <CardContent className="grid gap-4">
        <Field label={t('of', { label })} hint={t(`hint.${acquirer as 'cielo'}`)}>
          <NativeSelect
            value={preset}
            onChange={(event) => {
              const chosen = presets.find(({ name }) => name === event.target.value)
              setRows(chosen?.windows ?? (rows.length > 0 ? rows : [NEW_ROW]))
            }}
          >
            {presets.map(({ name }) => (
              <option key={name} value={name}>
                {t(`preset.${name === 'usual' ? `usual_${acquirer}` : name}` as 'preset.own')}
              </option>
            ))}
            <option value={OWN}>{t('preset.own')}</option>
          </NativeSelect>
        </Field>
        {rows.length > 0 && (
          <ul className="grid gap-3">
            {rows.map((row, i) => (
              <WindowRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                key={i}
                row={row}
                edit={(more) => edit(i, more)}
                remove={() => setRows(rows.filter((_, at) => at !== i))}
              />
            ))}
          </ul>
        )}
        {canEdit && rows.length > 0 && (
          <Button
            variant="ghost"
            size="sm"
            className="justify-self-start"
            onClick={() => setRows([...rows, NEW_ROW])}
          >
            <Plus aria-hidden />
            {t('add')}
          </Button>
        )}
      </CardContent>
      {canEdit && (!isSame(rows, windows) || wrong !== null) && (
        <CardFooter className="flex-wrap justify-between">
          <span className="text-xs text-muted-foreground">{t('applies')}</span>
          {wrong !== null && (
            <p role="alert" className="text-sm font-medium text-refused">
              {wrong}
            </p>
          )}
          <Button busy={busy} onClick={save} className="max-sm:h-11">
            {t('save')}
          </Button>
        </CardFooter>
      )}
    </fieldset>
  )
}

type RowProps = {
  readonly row: CaptureWindow
  readonly edit: (more: Partial<CaptureWindow>) => void
  readonly remove: () => void
}

const RULES = ['days', 'hours', 'same_day'] as const
const BRANDS = Object.keys(CARD_BRANDS) as CardBrand[]

function WindowRow({ row, edit, remove }: RowProps) {
  const t = useTranslations('keeping.windows')
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2 sm:grid-cols-[minmax(0,1fr)_96px_minmax(0,1fr)_auto]">
      <Field label={t('brand')} className="max-sm:col-span-2">
        <NativeSelect
          value={row.brand}
          onChange={(event) => edit({ brand: event.target.value as CaptureWindow['brand'] })}
        >
          <option value="*">{t('otherBrands')}</option>
          {BRANDS.map((brand) => (
            <option key={brand} value={brand}>
              {CARD_BRANDS[brand].label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {row.rule !== 'same_day' && (
        <Field label={t('length')} className="max-sm:col-span-2">
          <Input
            inputMode="numeric"
            value={String(row.length)}
            onChange={(event) => edit({ length: Number(event.target.value.replace(/\D/g, '')) })}
          />
        </Field>
      )}
      <Field label={t('unit')} className={row.rule === 'same_day' ? 'sm:col-span-2' : ''}>
        <NativeSelect
          value={row.rule}
          onChange={(event) => {
            const rule = event.target.value as CaptureWindow['rule']
            edit({ rule, length: rule === 'same_day' ? 0 : row.length || 1 })
          }}
        >
          {RULES.map((rule) => (
            <option key={rule} value={rule}>
              {t(`rule.${rule}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Button variant="ghost" size="icon" aria-label={t('remove')} onClick={remove}>
        <X aria-hidden />
      </Button>
    </li>
  )
}
