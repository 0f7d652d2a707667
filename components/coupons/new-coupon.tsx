// components/coupons/new-coupon.tsx
'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { CouponForm, type CouponText, type SaveCoupon } from './coupon-form'

const NEW: CouponText = {
  kind: 'percent',
  value: '',
  startsAt: '',
  endsAt: '',
  maxUses: '',
  maxPerBuyer: '',
  everyCharge: false,
  methods: ['card', 'pix', 'boleto'],
}

type Props = { readonly create: SaveCoupon; readonly hasOffer: boolean }

export function NewCoupon({ create, hasOffer }: Props) {
  const t = useTranslations('coupons')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          {t('new')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('new')}</DialogTitle>
          <DialogDescription>{t('newText')}</DialogDescription>
        </DialogHeader>
        <CouponForm
          save={create}
          code={null}
          given={NEW}
          hasOffer={hasOffer}
          onDone={() => setOpen(false)}
        />
      </DialogContent>
    </Dialog>
  )
}
