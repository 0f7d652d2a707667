// lib/kernel/mask.ts

/** `(21) •••••-0118` is enough to know somebody again, and not to call them. */
function maskPhone(phone: string): string {
  const [, area, last] = /^\+55(\d\d)\d+(\d{4})$/.exec(phone) ?? []
  return area === undefined ? `•••• ${phone.slice(-4)}` : `(${area}) •••••-${last}`
}

/** `a•••@example.com` */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '•••' : `${email.slice(0, 1)}•••${email.slice(at)}`
}

export const maskAddress = (address: string) =>
  address.includes('@') ? maskEmail(address) : maskPhone(address)
