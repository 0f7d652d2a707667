// components/leads/lead-table.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { phoneWords } from '@/components/notifications/phone-words'
import { RelativeTime } from '@/components/ui/relative-time'
import {
  rowLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { LeadView } from '@/lib/leads/views'
import { LeadStatus } from './lead-status'

/** Who, of what, and what became of it; a line each on a desktop, a card each on a phone. */
export function LeadTable({ leads }: { readonly leads: readonly LeadView[] }) {
  const t = useTranslations('leads')
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('column.who')}</TableHead>
          <TableHead>{t('column.offer')}</TableHead>
          <TableHead>{t('column.status')}</TableHead>
          <TableHead numeric>{t('column.when')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {leads.map((lead) => (
          <TableRow key={lead.id}>
            <TableCell phone="title" className="break-words">
              <Link prefetch={false} href={`/leads/${lead.id}`} className={rowLink}>
                {lead.name ?? lead.email}
              </Link>
              <span className="flex flex-wrap gap-x-2 text-xs font-normal text-muted-foreground">
                {lead.name !== null && <span className="break-all">{lead.email}</span>}
                {lead.phone !== null && (
                  <span className="num whitespace-nowrap">{phoneWords(lead.phone)}</span>
                )}
              </span>
            </TableCell>
            <TableCell>
              {lead.offerTitle}
              <span className="block text-xs text-muted-foreground">
                {t(`kind.${lead.kind}`)}
                {lead.affiliateCode !== null && ` · ${t('by', { code: lead.affiliateCode })}`}
              </span>
            </TableCell>
            <TableCell>
              <LeadStatus lead={lead} />
            </TableCell>
            <TableCell
              phone="value"
              numeric
              className="font-normal whitespace-nowrap text-muted-foreground md:pr-4 lg:pr-5"
            >
              <RelativeTime at={lead.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
