// components/notifications/message-search.tsx
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

type Props = {
  readonly action: string
  readonly words: string
  /** Filters that stay as they are. */
  readonly keep: Readonly<Record<string, string | undefined>>
}

/** A plain form: it works before a script does, and its answer is an address. */
export function MessageSearch({ action, words, keep }: Props) {
  const t = useTranslations('notifications.search')
  return (
    <search className="mb-3">
      <form action={action} className="flex gap-2">
        {Object.entries(keep).map(([name, value]) =>
          value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        <Input
          type="search"
          name="q"
          defaultValue={words}
          aria-label={t('label')}
          placeholder={t('placeholder')}
          className="max-w-[320px]"
        />
        <Button type="submit" className="max-md:h-11">
          <Search aria-hidden />
          {t('submit')}
        </Button>
      </form>
    </search>
  )
}
