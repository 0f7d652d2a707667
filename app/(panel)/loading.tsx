// app/(panel)/loading.tsx
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

const ROWS = ['one', 'two', 'three', 'four', 'five', 'six']

/** A title and a list: the shape of most pages. Those of another shape bring their own. */
export default function PanelLoading() {
  const t = useTranslations('ui')
  return (
    <div role="status">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="mt-1 h-6 w-40" />
      <Skeleton className="mt-2 h-4 w-64" />
      <Card className="mt-6">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-4 border-t p-4 first:border-t-0 lg:px-5">
            <Skeleton className="h-4 w-12 max-md:hidden" />
            <Skeleton className="h-4 max-w-48 flex-1" />
            <Skeleton className="ml-auto h-4 w-20" />
          </div>
        ))}
      </Card>
    </div>
  )
}
