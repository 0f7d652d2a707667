// components/ui/pagination.tsx

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from './button'

/** Pages go by key: there is a next one, and the way back to the newest. */
export function Pagination({
  nextHref,
  firstHref,
}: {
  /** Null on the last page. */
  readonly nextHref: string | null
  /** Null on the first page. */
  readonly firstHref: string | null
}) {
  const t = useTranslations('ui')
  if (nextHref === null && firstHref === null) return null
  return (
    <nav aria-label={t('pages')} className="mt-4 flex items-center justify-between gap-2">
      {firstHref === null ? (
        <span />
      ) : (
        <Button asChild>
          <Link href={firstHref}>{t('newest')}</Link>
        </Button>
      )}
      {nextHref !== null && (
        <Button asChild>
          <Link href={nextHref} rel="next">
            {t('older')}
          </Link>
        </Button>
      )}
    </nav>
  )
}
