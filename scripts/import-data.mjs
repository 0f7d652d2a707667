// scripts/import-data.mjs
// Turns every CSV under lib into the JSON that the code imports: one row a line, every value a
// string, because `04` and `4` are different codes. Run it after changing a CSV; a test compares.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

for (const path of readdirSync('lib', { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.csv')) continue
  const csv = join('lib', path)
  const rows = parse(readFileSync(csv, 'utf8'), { columns: true, bom: true })
  const lines = rows.map((row) => JSON.stringify(row))
  writeFileSync(csv.replace(/\.csv$/, '.json'), `[\n  ${lines.join(',\n  ')}\n]\n`)
  process.stdout.write(`${csv}: ${rows.length} rows\n`)
}
