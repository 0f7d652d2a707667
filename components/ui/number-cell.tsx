// components/ui/number-cell.tsx
import type { ReactNode } from 'react'
import { TableCell } from './table'

/** A number of a row, for a desktop alone: on a phone the row's own line tells it. */
export const NumberCell = ({ children }: { readonly children: ReactNode }) => (
  <TableCell phone="hide" numeric className="font-normal">
    {children}
  </TableCell>
)
