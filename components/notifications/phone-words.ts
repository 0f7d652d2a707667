// components/notifications/phone-words.ts

/** `+5521955550118` as people read it here: `(21) 95555-0118`. */
export const phoneWords = (phone: string): string =>
  phone.replace(/^\+55(\d\d)(\d{4,5})(\d{4})$/, '($1) $2-$3')
