// lib/simulator/qr-image.ts
import { crc32, deflateSync } from 'node:zlib'
import QRCode from 'qrcode'

const QUIET = 4
const SCALE = 4
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** The picture of a QR code as acquirers send it: a PNG of black and white, in base64. */
export function toQrPng(text: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const side = (modules.size + 2 * QUIET) * SCALE
  const isDark = (x: number, y: number) => {
    const column = Math.floor(x / SCALE) - QUIET
    const row = Math.floor(y / SCALE) - QUIET
    const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size
    return inside && modules.get(row, column) !== 0
  }
  const rowBytes = 1 + Math.ceil(side / 8)
  const pixels = Buffer.alloc(rowBytes * side, 0xff)
  for (let y = 0; y < side; y++) {
    pixels[y * rowBytes] = 0 // No filter.
    for (let x = 0; x < side; x++) {
      if (!isDark(x, y)) continue
      const at = y * rowBytes + 1 + (x >> 3)
      pixels[at] = (pixels[at] ?? 0) & ~(0x80 >> (x & 7))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1 // One bit a pixel, black or white.
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND')]
  return Buffer.concat([SIGNATURE, ...chunks]).toString('base64')
}

function chunk(name: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
