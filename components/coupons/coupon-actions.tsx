// components/coupons/coupon-actions.tsx
'use client'

import { Ban, Pencil, RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { toast } from '@/components/ui/toaster'
import { CouponForm, type CouponText, type SaveCoupon } from './coupon-form'

export type EndCoupon = (asked: {
  readonly couponId: string
  readonly ended: boolean
}) => Promise<{ readonly message?: string }>

type Props = {
  readonly id: string
  readonly code: string
  readonly isEnded: boolean
  /** Of the page with the coupon in it; the code alone where no page is meant. */
  readonly address: string | null
  readonly given: CouponText
  readonly edit: SaveCoupon | null
  /** Null for who only looks. */
  readonly end: EndCoupon | null
}

/** Copy, change, put an end to it. */
export function CouponActions({ id, code, isEnded, address, given, edit, end }: Props) {
  const t = useTranslations('coupons')
  const [open, setOpen] = useState(false)
  const [busy, start] = useTransition()
  const move = () =>
    start(async () => {
      const refused = await end?.({ couponId: id, ended: !isEnded })
      if (refused?.message !== undefined) toast.error(refused.message)
      else toast.success(t(isEnded ? 'resumed' : 'ended', { code }))
    })
  return (
    <span className="relative z-10 flex items-center justify-end gap-1">
      <CopyButton
        text={address ?? code}
        label={t(address === null ? 'copyCode' : 'copyLink', { code })}
      />
      {edit !== null && (
        <Button variant="ghost" size="sm" onClick={() => setOpen(true)}>
          <Pencil aria-hidden />
          {t('edit')}
          <span className="sr-only">{code}</span>
        </Button>
      )}
      {end !== null && (
        <Button variant="ghost" size="sm" onClick={move} busy={busy}>
          {isEnded ? <RotateCcw aria-hidden /> : <Ban aria-hidden />}
          {t(isEnded ? 'resume' : 'end')}
          <span className="sr-only">{code}</span>
        </Button>
      )}
      {edit !== null && (
        <Dialog open={open} onOpenChange={setOpen}>
          <DialogContent>
            <DialogHeader>
              <DialogTitle>{t('editTitle', { code })}</DialogTitle>
              <DialogDescription>{t('editText')}</DialogDescription>
            </DialogHeader>
            <CouponForm
              save={edit}
              code={code}
              given={given}
              hasOffer={false}
              onDone={() => setOpen(false)}
            />
          </DialogContent>
        </Dialog>
      )}
    </span>
  )
}
