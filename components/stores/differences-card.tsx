// components/stores/differences-card.tsx
import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { Difference } from '@/lib/postbacks/compare-bodies'

type Props = { readonly differences: readonly Difference[] | null }

/** More than these are of another kind of event, and are folded. */
const SHOWN = 12

/** Field by field against the last one that was read well. */
export function DifferencesCard({ differences }: Props) {
  const t = useTranslations('stores.postback')
  if (differences === null || differences.length === 0) {
    return (
      <Card aria-label={t('diff')}>
        <CardHeader>
          <CardTitle>{t('diff')}</CardTitle>
        </CardHeader>
        <p className="p-4 text-muted-foreground lg:px-5">
          {t(differences === null ? 'noGood' : 'noDiff')}
        </p>
      </Card>
    )
  }
  return (
    <Card aria-label={t('diff')}>
      <details open={differences.length <= SHOWN} className="group/diff">
        <summary className="flex cursor-pointer items-center justify-between gap-3 p-4 lg:p-5">
          <CardTitle>{t('diff')}</CardTitle>
          <span className="num flex items-center gap-2 text-muted-foreground">
            {t('fields', { count: differences.length })}
            <ChevronDown
              aria-hidden
              className="size-4 transition-transform duration-120 group-open/diff:rotate-180"
            />
          </span>
        </summary>
        <Table className="border-t md:table-fixed">
          <TableHeader>
            <TableRow>
              <TableHead>{t('path')}</TableHead>
              <TableHead>{t('before')}</TableHead>
              <TableHead>{t('after')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {differences.map(({ path, before, after }) => (
              <TableRow key={path}>
                <TableCell phone="title">
                  <Mono>{path}</Mono>
                </TableCell>
                <TableCell className="text-muted-foreground">
                  {before === null ? t('absent') : <Mono>{before}</Mono>}
                </TableCell>
                <TableCell>{after === null ? t('gone') : <Mono>{after}</Mono>}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </details>
    </Card>
  )
}
