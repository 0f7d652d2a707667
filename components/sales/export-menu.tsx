// components/sales/export-menu.tsx
'use client'

import { Download, FileSpreadsheet, FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { type SalesFilter, salesHref } from './sales-href'

const FORMATS = { excel: FileSpreadsheet, csv: FileText } as const

/** The file is of what the list shows: the same filters, all of its pages. */
export function ExportMenu({
  filter,
  most,
}: {
  readonly filter: SalesFilter
  /** So many sales go into one file. */
  readonly most: number
}) {
  const t = useTranslations('sales.export')
  const formats = Object.entries(FORMATS) as [keyof typeof FORMATS, typeof FileText][]
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden />
          {t('button')}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-72">
        {formats.map(([format, Icon]) => (
          <DropdownMenuItem key={format} asChild>
            <a
              href={salesHref(filter, { format }, '/sales/export')}
              download
              className="items-start! py-2!"
            >
              <Icon aria-hidden className="mt-0.5" />
              <span>
                <span className="block font-medium">{t(`${format}.title`)}</span>
                <span className="block text-xs text-muted-foreground">{t(`${format}.text`)}</span>
              </span>
            </a>
          </DropdownMenuItem>
        ))}
        <p className="px-2 py-1.5 text-xs text-muted-foreground">{t('most', { count: most })}</p>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
