// components/notifications/store-picker.tsx
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/native-select'

type Props = {
  readonly stores: readonly { readonly id: string; readonly name: string }[]
  readonly current: string
}

/** Whose table is shown; a plain form, so that the choice is an address. */
export function StorePicker({ stores, current }: Props) {
  const t = useTranslations('notifications.rules')
  return (
    <form action="/notifications/rules" className="flex max-w-[420px] items-center gap-2">
      <NativeSelect name="store" defaultValue={current} aria-label={t('store')} className="flex-1">
        {stores.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </NativeSelect>
      <Button type="submit" className="max-md:h-11">
        {t('choose')}
      </Button>
    </form>
  )
}
