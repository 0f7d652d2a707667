// components/captures/capture-table.tsx
'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Label } from '@/components/ui/label'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { toast } from '@/components/ui/toaster'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { ToCapture } from '@/lib/sales/to-capture'
import { Countdown } from './countdown'

type Captured = {
  readonly failed: Readonly<Record<string, string>>
  readonly message: string
}
type Props = {
  readonly rows: readonly ToCapture[]
  readonly now: string
  /** Null for who only looks. */
  readonly capture: ((saleIds: readonly string[]) => Promise<Captured>) | null
}

/** What lapses, the first first; one or several are captured together. */
export function CaptureTable({ rows, now, capture }: Props) {
  const t = useTranslations('captures')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [failed, setFailed] = useState<Captured['failed']>({})
  const picked = rows.filter(({ saleId }) => chosen.includes(saleId))
  const toggle = (id: string) =>
    setChosen((before) =>
      before.includes(id) ? before.filter((each) => each !== id) : [...before, id],
    )
  const toggleAll = () =>
    setChosen(picked.length === rows.length ? [] : rows.map(({ saleId }) => saleId))
  const over = ({ failed: wrong, message }: Captured) => {
    setFailed(wrong)
    setChosen(Object.keys(wrong))
    Object.keys(wrong).length === 0 ? toast.success(message) : toast.error(message)
  }
  const mayCapture = capture !== null
  return (
    <>
      {mayCapture && (
        <div className="sticky top-(--topbar) z-10 flex flex-wrap items-center gap-3 border-b bg-card px-4 py-2.5 lg:px-5">
          <Checkbox
            id="all"
            checked={picked.length === rows.length ? true : picked.length > 0 && 'indeterminate'}
            onCheckedChange={toggleAll}
          />
          <Label htmlFor="all">{t('chooseAll')}</Label>
          <CaptureButton picked={picked} capture={capture} over={over} />
        </div>
      )}
      <Table>
        <TableHeader>
          <TableRow>
            {mayCapture && (
              <TableHead>
                <span className="sr-only">{t('choose')}</span>
              </TableHead>
            )}
            <TableHead>{t('buyer')}</TableHead>
            <TableHead>{t('product')}</TableHead>
            <TableHead>{t('acquirer')}</TableHead>
            <TableHead>{t('leftTitle')}</TableHead>
            <TableHead numeric>{t('amount')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <CaptureRow
              key={row.saleId}
              row={row}
              now={now}
              why={failed[row.saleId] ?? null}
              chosen={mayCapture ? chosen.includes(row.saleId) : null}
              toggle={() => toggle(row.saleId)}
            />
          ))}
        </TableBody>
      </Table>
    </>
  )
}

type RowProps = {
  readonly row: ToCapture
  readonly now: string
  /** Why it was not captured just now. */
  readonly why: string | null
  /** Null where nothing can be chosen. */
  readonly chosen: boolean | null
  readonly toggle: () => void
}

function CaptureRow({ row, now, why, chosen, toggle }: RowProps) {
  const t = useTranslations('captures')
  return (
    <TableRow className={chosen === null ? '' : 'max-md:pl-12'}>
      {chosen !== null && (
        <TableCell className="w-10 max-md:absolute max-md:top-4 max-md:-left-8">
          <Checkbox
            aria-label={t('chooseOne', { number: row.number, buyer: row.buyer })}
            checked={chosen}
            onCheckedChange={toggle}
          />
        </TableCell>
      )}
      <TableCell phone="title">
        <Link href={`/sales/${row.saleId}`} className="prose-link font-medium break-words">
          {row.buyer}
        </Link>
        {why !== null && (
          <p role="alert" className="text-xs font-medium text-refused">
            {why}
          </p>
        )}
      </TableCell>
      <TableCell className="break-words text-muted-foreground">{row.product}</TableCell>
      <TableCell phone="hide" className="text-muted-foreground">
        {row.acquirer}
      </TableCell>
      <TableCell>
        <Countdown to={row.captureBy} now={now} />
      </TableCell>
      <TableCell phone="value" numeric>
        {formatReais(row.amount)}
      </TableCell>
    </TableRow>
  )
}

type ButtonProps = {
  readonly picked: readonly ToCapture[]
  readonly capture: NonNullable<Props['capture']>
  readonly over: (captured: Captured) => void
}

/** Says how many and how much, and asks once. */
function CaptureButton({ picked, capture, over }: ButtonProps) {
  const t = useTranslations('captures')
  const [asking, setAsking] = useState(false)
  const [busy, start] = useTransition()
  const total = picked.reduce((sum, { amount }) => sum + amount, 0) as Centavos
  const words = { count: picked.length, amount: formatReais(total) }
  const run = () =>
    start(async () => {
      const asked = capture(picked.map(({ saleId }) => saleId))
      const captured = await asked.catch(() => null)
      setAsking(false)
      captured === null ? toast.error(t('unheard')) : over(captured)
    })
  return (
    <AlertDialog open={asking} onOpenChange={setAsking}>
      <AlertDialogTrigger asChild>
        <Button size="sm" variant="primary" className="ml-auto" disabled={picked.length === 0}>
          {t('capture', words)}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        onCloseAutoFocus={(event) => {
          // What was captured leaves the list, and its button has nothing left to do.
          if (picked.length > 0) return
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        <AlertDialogHeader>
          <AlertDialogTitle>{t('confirm', words)}</AlertDialogTitle>
          <AlertDialogDescription>{t('confirmText')}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{t('keep')}</AlertDialogCancel>
          <Button variant="primary" busy={busy} onClick={run}>
            {t('capture', words)}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
