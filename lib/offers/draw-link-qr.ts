// lib/offers/draw-link-qr.ts
import QRCode from 'qrcode'

/** What a reader needs around it: four modules of nothing. */
const QUIET = 4
const LABEL = 5

type Drawn = {
  readonly svg: string
  /** Width and height in modules; the label makes it higher than wide. */
  readonly width: number
  readonly height: number
}

/**
 * Black on white whatever the theme, for print: a quarter of it may be dirty or torn. The label
 * stands under it as text, so that who finds two posters knows which is which.
 */
export function drawLinkQr(address: string, label = ''): Drawn {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'Q' })
  const width = modules.size + 2 * QUIET
  const height = width + (label === '' ? 0 : LABEL)
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
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * 10}" height="${height * 10}">`,
    `<path fill="#fff" d="M0 0h${width}v${height}H0z"/>`,
    `<path fill="#000" shape-rendering="crispEdges" d="${runs.join('')}"/>`,
    label === '' ? '' : textUnder(label, width),
    '</svg>',
  ].join('')
  return { svg, width, height }
}

const textUnder = (label: string, width: number) =>
  `<text x="${width / 2}" y="${width + 1}" font-family="Helvetica, Arial, sans-serif" font-size="2.2" text-anchor="middle" fill="#000" textLength="${Math.min(label.length * 1.15, width - 4)}" lengthAdjust="spacingAndGlyphs">${escaped(label)}</text>`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? '')
