// components/contacts/contact-search.tsx
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

type Props = { readonly action: string; readonly words: string; readonly list: string }

/** A plain form: it works before a script does, and its answer is an address. */
export function ContactSearch({ action, words, list }: Props) {
  const t = useTranslations('contacts.search')
  return (
    <search className="mb-3">
      <form action={action} className="flex gap-2">
        <input type="hidden" name="list" value={list} />
        <Input
          type="search"
          name="q"
          defaultValue={words}
          aria-label={t('label')}
          placeholder={t('label')}
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
