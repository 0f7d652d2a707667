// components/ui/data-table.tsx
'use client'

import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import {
  type OnPhone,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from './table'

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
})

/** A column says by `meta` where it goes on a phone and whether it holds figures. */
export type DataColumn<Row extends RowData> = ColumnDef<typeof features, Row> & {
  readonly meta?: { readonly phone?: OnPhone; readonly numeric?: boolean }
}

type Props<Row extends RowData> = {
  /** Outside the component, or memoised. */
  readonly columns: DataColumn<Row>[]
  readonly rows: Row[]
  readonly rowId: (row: Row) => string
  readonly caption: string
  /** Shown in place of the table when there is nothing. */
  readonly empty?: ReactNode
}

/** For short lists a person sorts by hand; long ones go by keyset pages with `Table` and `Pagination`. */
export function DataTable<Row extends RowData>({
  columns,
  rows,
  rowId,
  caption,
  empty,
}: Props<Row>) {
  const table = useTable({ features, columns, data: rows, getRowId: rowId })
  if (rows.length === 0 && empty !== undefined) return empty
  return (
    <Table>
      <caption className="sr-only">{caption}</caption>
      <TableHeader>
        {table.getHeaderGroups().map((group) => (
          <TableRow key={group.id}>
            {group.headers.map((header) => {
              const sorted = header.column.getIsSorted()
              return (
                <TableHead
                  key={header.id}
                  numeric={metaOf(header.column.columnDef).numeric ?? false}
                  aria-sort={
                    sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'
                  }
                >
                  {header.column.getCanSort() ? (
                    <button
                      type="button"
                      onClick={header.column.getToggleSortingHandler()}
                      className="inline-flex items-center gap-1 hover:text-foreground"
                    >
                      <table.FlexRender header={header} />
                      <SortIcon sorted={sorted} />
                    </button>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </TableHead>
              )
            })}
          </TableRow>
        ))}
      </TableHeader>
      <TableBody>
        {table.getRowModel().rows.map((row) => (
          <TableRow key={row.id}>
            {row.getAllCells().map((cell) => {
              const meta = metaOf(cell.column.columnDef)
              return (
                <TableCell
                  key={cell.id}
                  phone={meta.phone ?? 'line'}
                  numeric={meta.numeric ?? false}
                >
                  <table.FlexRender cell={cell} />
                </TableCell>
              )
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

type Meta = { readonly phone?: OnPhone; readonly numeric?: boolean }
const metaOf = (column: { readonly meta?: unknown }): Meta =>
  (column.meta as Meta | undefined) ?? {}

function SortIcon({ sorted }: { readonly sorted: false | 'asc' | 'desc' }) {
  const Icon = sorted === false ? ChevronsUpDown : sorted === 'asc' ? ArrowUp : ArrowDown
  return <Icon aria-hidden className={cn('size-3', sorted === false && 'opacity-50')} />
}
