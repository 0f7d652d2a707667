// lib/simulator/br-code.ts

const field = (id: string, value: string) => `${id}${String(value.length).padStart(2, '0')}${value}`

/** CRC16-CCITT-FALSE: polynomial 0x1021 from 0xFFFF, nothing reflected. */
export function crc16(text: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc & 0x8000) === 0 ? (crc << 1) & 0xffff : ((crc << 1) ^ 0x1021) & 0xffff
    }
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

type Charge = {
  /** Where the payer's bank asks for the charge, without `https://`. */
  readonly location: string
  readonly amount: number
  readonly name?: string
  readonly city?: string
}

/** The text behind a dynamic Pix QR code, which is also what is copied and pasted. */
export function toBrCode({
  location,
  amount,
  name = 'LOJA SIMULADA',
  city = 'SAO PAULO',
}: Charge): string {
  const reais = String(amount).padStart(3, '0').replace(/(..)$/, '.$1')
  const open = [
    field('00', '01'),
    field('01', '12'),
    field('26', field('00', 'br.gov.bcb.pix') + field('25', location)),
    field('52', '0000'),
    field('53', '986'),
    field('54', reais),
    field('58', 'BR'),
    field('59', name.slice(0, 25)),
    field('60', city.slice(0, 15)),
    field('62', field('05', '***')),
    '6304',
  ].join('')
  return open + crc16(open)
}
