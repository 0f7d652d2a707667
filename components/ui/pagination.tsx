// components/ui/pagination.tsx

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from './button'

/** Pages go by key: an older one, a newer one where that is known, and the way back to the newest. */
export function Pagination({
  nextHref,
  previousHref = null,
  firstHref,
}: {
  /** Null on the last page. */
  readonly nextHref: string | null
  /** Null on the first page, and where a list only goes down. */
  readonly previousHref?: string | null
  /** Null on the first page. */
  readonly firstHref: string | null
}) {
  const t = useTranslations('ui')
  if (nextHref === null && firstHref === null && previousHref === null) return null
  return (
    <nav
      aria-label={t('pages')}
      className="mt-4 flex flex-wrap items-center justify-between gap-2 max-sm:[&_a]:h-11"
    >
      <div className="flex flex-wrap gap-2">
        {firstHref !== null && (
          <Button asChild>
            <Link href={firstHref}>{t('newest')}</Link>
          </Button>
        )}
        {previousHref !== null && (
          <Button asChild>
            <Link href={previousHref} rel="prev">
              {t('newer')}
            </Link>
          </Button>
        )}
      </div>
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
