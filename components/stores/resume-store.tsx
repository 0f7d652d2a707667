// components/stores/resume-store.tsx
'use client'

import { ArrowLeft, X } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'

const KEPT_AS = 'store-being-set-up'
const STORE = /^sto_[0-9a-z]{25}$/

/** The store whose wizard led here; remembered in this tab alone, until it is gone back to. */
export function ResumeStore() {
  const t = useTranslations('stores.resume')
  const asked = useSearchParams().get('store')
  const [store, setStore] = useState<string | null>(null)
  useEffect(() => {
    if (asked !== null && STORE.test(asked)) sessionStorage.setItem(KEPT_AS, asked)
    setStore(sessionStorage.getItem(KEPT_AS))
  }, [asked])
  if (store === null) return null
  const forget = () => {
    sessionStorage.removeItem(KEPT_AS)
    setStore(null)
  }
  return (
    <div
      role="status"
      className="mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border bg-card px-4 py-3"
    >
      <span>{t('lead')}</span>
      <span className="flex items-center gap-1">
        <Button asChild size="sm">
          <Link
            href={`/stores/new?store=${store}&step=sender`}
            onClick={() => sessionStorage.removeItem(KEPT_AS)}
          >
            <ArrowLeft aria-hidden />
            {t('back')}
          </Link>
        </Button>
        <button
          type="button"
          onClick={forget}
          aria-label={t('close')}
          className="grid size-10 place-items-center rounded-sm text-muted-foreground hover:bg-muted hover:text-foreground md:size-8"
        >
          <X aria-hidden className="size-4" />
        </button>
      </span>
    </div>
  )
}
