// components/stores/form-map.tsx
import { SquareCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import type { Guide } from '@/lib/postbacks/platform'

type Props = { readonly guide: Guide; readonly name: string; readonly address: string }

/** The platform's own form, field by field, in its own words and order. */
export function FormMap({ guide, name, address }: Props) {
  const t = useTranslations('stores.wizard.address')
  const filled = { name, address }
  const columns =
    'grid grid-cols-[72px_minmax(0,1fr)] items-center gap-3 sm:grid-cols-[92px_minmax(0,1fr)]'
  return (
    <Card>
      <dl className="[&>div+div]:border-t">
        {guide.form.map(({ field, value }) => (
          <div key={field} className={`${columns} min-h-12 px-4 py-1.5`}>
            <dt className="text-muted-foreground">{field}</dt>
            {'text' in value ? (
              <dd className="font-medium">{value.text}</dd>
            ) : (
              <dd className="flex min-w-0 items-center justify-between gap-2">
                {value.of === 'address' ? (
                  <span className="truncate font-mono text-xs">{tailOf(address)}</span>
                ) : (
                  <span className="min-w-0 font-medium break-words">{name}</span>
                )}
                <CopyButton
                  text={filled[value.of]}
                  label={t('copyField', { field })}
                  className="-mr-2"
                />
              </dd>
            )}
          </div>
        ))}
        {guide.events.length > 0 && (
          <div className={`${columns} px-4 py-3.5 [&]:items-start`}>
            <dt className="text-muted-foreground">{guide.eventsField}</dt>
            <dd>
              <p className="font-medium">{t('tickAll', { count: guide.events.length })}</p>
              <ul className="mt-2 grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
                {guide.events.map(({ label }) => (
                  <li key={label} className="flex items-start gap-2">
                    <SquareCheck
                      aria-hidden
                      className="mt-0.5 size-4 shrink-0 text-muted-foreground"
                    />
                    {label}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </Card>
  )
}

const tailOf = (address: string) => `…${new URL(address).pathname}`
