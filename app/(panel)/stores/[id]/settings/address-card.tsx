// app/(panel)/stores/[id]/settings/address-card.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { GraceSelect } from '@/components/stores/grace-select'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { toast } from '@/components/ui/toaster'
import { GRACES, type Grace } from '@/lib/stores/grace'
import { rotateAddressAction } from '../../actions'

type Props = {
  readonly storeId: string
  readonly address: string
  readonly canEdit: boolean
}

/** Where it is told, and how to change that without losing an event on the way. */
export function AddressPart({ storeId, address, canEdit }: Props) {
  const t = useTranslations('stores.edit')
  const [changing, setChanging] = useState(false)
  return (
    <>
      <p className="flex items-center justify-between gap-2">
        <span className="font-mono text-xs break-all">{address}</span>
        <CopyButton text={address} label={t('copyAddress')} />
      </p>
      {canEdit && !changing && (
        <p className="mt-2">
          <Button variant="link" onClick={() => setChanging(true)}>
            {t('addressChange')}
          </Button>
        </p>
      )}
      {changing && <Rotate storeId={storeId} close={() => setChanging(false)} />}
    </>
  )
}

const isGrace = (word: string): word is Grace => (GRACES as readonly string[]).includes(word)

function Rotate({ storeId, close }: { readonly storeId: string; readonly close: () => void }) {
  const t = useTranslations('stores.edit')
  const [grace, setGrace] = useState<Grace>('24h')
  const [busy, start] = useTransition()
  const rotate = () =>
    start(async () => {
      const { message } = await rotateAddressAction({ storeId, grace })
      if (message !== undefined) return void toast.error(message)
      toast.success(t('addressChanged'))
      close()
    })
  return (
    <div className="mt-4 grid gap-3 rounded-md border p-4">
      <p className="max-w-[56ch] text-muted-foreground">{t('addressChangeDoes')}</p>
      <Field label={t('addressGrace')} className="max-w-[320px]">
        <GraceSelect
          value={grace}
          onChange={({ target }) => isGrace(target.value) && setGrace(target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:h-11 max-sm:[&>*]:w-full">
        <Button variant="danger" busy={busy} onClick={rotate}>
          {t('addressChangeAction')}
        </Button>
        <Button variant="ghost" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
