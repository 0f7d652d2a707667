// lib/simulator/dialects/rede-three-ds.ts
import { absent, type Node, type Rule, textOf } from './rede-rules'

/** The ECIs a brand knows; with those that say "authenticated" a cavv has to come. */
const ECIS: Readonly<Record<string, { readonly known: string; readonly proved: string }>> = {
  visa: { known: '567', proved: '56' },
  mastercard: { known: '01247', proved: '12' },
  elo: { known: '04567', proved: '56' },
}
const OTHER = { known: '01234567', proved: '1256' }

/** Results of the shop's own 3-D Secure server: the results, never the challenge itself. */
export function threeDsRules(node: Node | null, brand: string | null): readonly Rule[] {
  if (node === null) return []
  const { embedded, eci, cavv, xid, directoryServerTransactionId: dsId, threeDIndicator } = node
  const { known, proved } = ECIS[brand ?? ''] ?? OTHER
  const level = textOf(eci).replace(/^0(?=\d)/, '')
  return [
    [typeof embedded === 'boolean', '154'],
    // A challenge needs a browser; nobody simulates one here.
    [embedded === false, '203'],
    [!absent(eci), '155'],
    [textOf(eci).length <= 2, '156'],
    [level.length === 1 && known.includes(level), '20'],
    [!absent(cavv) || !proved.includes(level), '157'],
    [textOf(cavv).length <= 44, '4'],
    [absent(cavv) || /^[\w+/=-]+$/.test(textOf(cavv)), '5'],
    [textOf(xid).length <= 44, '19'],
    [brand !== 'visa' || !absent(xid) || !absent(dsId), '21'],
    [textOf(dsId).length <= 36, '132'],
    [absent(threeDIndicator) || ['1', '2'].includes(textOf(threeDIndicator)), '133'],
  ]
}
