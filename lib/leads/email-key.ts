// lib/leads/email-key.ts

const GMAIL = new Set(['gmail.com', 'googlemail.com'])

/**
 * What tells two people apart. Gmail delivers `a.na+promo@googlemail.com` to `ana@gmail.com`, by its
 * own rule, so there they are one person. Elsewhere a dot or a plus may be somebody else's address:
 * only the case is dropped. Mail still goes to the address as it was typed.
 */
export function emailKeyOf(email: string): string {
  const plain = email.trim().toLowerCase()
  const at = plain.lastIndexOf('@')
  const [name, domain] = [plain.slice(0, at), plain.slice(at + 1)]
  if (!GMAIL.has(domain)) return plain
  const [bare = ''] = name.split('+')
  return `${bare.replaceAll('.', '')}@gmail.com`
}
