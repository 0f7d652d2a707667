// components/reports/export-links.tsx
'use client'

import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'

type Props = {
  readonly label: string
  readonly note: string
  readonly links: readonly { readonly href: string; readonly label: string }[]
}

/** Every table of a report as a file that a spreadsheet opens. */
export function ExportLinks({ label, note, links }: Props) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden />
          {label}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-64">
        {links.map(({ href, label: text }) => (
          <DropdownMenuItem key={href} asChild>
            <a href={href} download>
              {text}
            </a>
          </DropdownMenuItem>
        ))}
        <p className="px-2 py-1.5 text-xs text-muted-foreground">{note}</p>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
