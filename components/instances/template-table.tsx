// components/instances/template-table.tsx
import { useTranslations } from 'next-intl'
import { Status } from '@/components/ui/status'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { Tone } from '@/components/ui/tone'
import type { KeptTemplate } from '@/lib/notifications/sync-templates'

const TONES: Readonly<Record<KeptTemplate['state'], Tone>> = {
  approved: 'paid',
  pending: 'waiting',
  paused: 'waiting',
  rejected: 'refused',
  disabled: 'neutral',
}
/** What needs somebody stands above what is fine. */
const ORDER: readonly KeptTemplate['state'][] = [
  'rejected',
  'paused',
  'pending',
  'disabled',
  'approved',
]

export function TemplateTable({ templates }: { readonly templates: readonly KeptTemplate[] }) {
  const t = useTranslations('instances.templates')
  const sorted = [...templates].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('name')}</TableHead>
          <TableHead>{t('category')}</TableHead>
          <TableHead>{t('state')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sorted.map(({ name, language, body, category, state, reason }) => (
          <TableRow key={`${name}.${language}`}>
            <TableCell phone="title">
              <p className="font-mono text-xs">
                {name} <span className="text-muted-foreground">{language}</span>
              </p>
              <p className="mt-0.5 max-w-[72ch] text-muted-foreground [overflow-wrap:anywhere]">
                {body}
              </p>
            </TableCell>
            <TableCell className="text-muted-foreground">{t('categories', { category })}</TableCell>
            <TableCell>
              <Status tone={TONES[state]}>{t(`states.${state}`)}</Status>
              {reason !== null && (
                <p className="mt-0.5 text-xs text-muted-foreground">{t('reason', { reason })}</p>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
