// scripts/start/prefix.mjs
import { createInterface } from 'node:readline'

const WIDTH = 10

/** Whole lines, each behind the name of the process that said it. */
export function prefixLines(name, stream, to = process.stdout, onLine = () => {}) {
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
  lines.on('line', (line) => {
    onLine(line)
    if (line.trim() !== '') to.write(`${name.padEnd(WIDTH)} ${line}\n`)
  })
}
