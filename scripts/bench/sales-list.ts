// scripts/bench/sales-list.ts
import postgres from 'postgres'
import type { Bench } from './bench'
import { manySales } from './support/many-sales'
import { csvFigures, listFigures, openPanel, reportFigures } from './support/panel-figures'

const SALES = 1_000_000
const DAYS = 360
const ACCOUNT = 'acc_many'

/**
 * What the panel asks of a producer with a million sales: pages by key, each filter, each way of
 * looking for a sale, a file of a hundred thousand, and the reports of thirty days. It takes some minutes,
 * most of them to make the sales.
 */
export const bench: Bench = {
  name: 'sales-list',
  about: 'lists, searches, exports and reports over a million sales',
  run: async ({ postgres: start, say }) => {
    const { url } = await (await start()).database()
    const began = performance.now()
    await openAccount(url)
    await manySales(url, { accountId: ACCOUNT, count: SALES, until: new Date(), days: DAYS })
    say(`sales-list: ${SALES} sales in ${Math.round((performance.now() - began) / 1000)} s`)
    const { ctx, close } = openPanel({ url, accountId: ACCOUNT })
    try {
      return [
        ...(await listFigures(ctx, say)),
        ...(await reportFigures(ctx, say)),
        ...(await csvFigures(ctx)),
      ]
    } finally {
      await close()
    }
  },
}

/** It sells in production: only the sales of where it sells are listed. */
async function openAccount(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`
      insert into accounts (id, name, default_acquirer, backup_acquirer, created_at)
      values (${ACCOUNT}, 'Many', 'cielo', 'rede', now())`
    await sql`
      insert into acquirer_credentials (id, account_id, acquirer, environment, sealed, hint, created_at)
      values ('crd_many', ${ACCOUNT}, 'cielo', 'production', '', '', now())`
  } finally {
    await sql.end()
  }
}
