// lib/sales/draw-qr.ts
import QRCode from 'qrcode'

/** What a reader needs around it: four modules of nothing. */
const QUIET = 4
const DRAWN_MAX = 200

/** A Pix is shown again with each look at its sale; drawing it takes a millisecond or two. */
const drawn = new Map<string, string>()

/** Drawn here, so that the buyer's page carries no library for it. */
export function drawQr(text: string): string {
  const known = drawn.get(text)
  if (known !== undefined) return known
  const svg = draw(text)
  if (drawn.size >= DRAWN_MAX) drawn.clear()
  drawn.set(text, svg)
  return svg
}

function draw(text: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET
  const runs: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let from = 0; from < modules.size; from++) {
      if (modules.get(row, from) === 0) continue
      let to = from
      while (to < modules.size && modules.get(row, to) !== 0) to++
      runs.push(`M${from + QUIET} ${row + QUIET}h${to - from}v1H${from + QUIET}z`)
      from = to
    }
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/>`,
    `<path fill="#000" d="${runs.join('')}"/></svg>`,
  ].join('')
}
