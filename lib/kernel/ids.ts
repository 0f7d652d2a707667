// lib/kernel/ids.ts
const PREFIXES = {
  account: 'acc',
  offer: 'ofr',
  sale: 'sale',
  attempt: 'att',
  operation: 'opr',
  finding: 'fnd',
  notice: 'ntc',
  recurrence: 'rec',
  affiliate: 'afl',
  store: 'sto',
  postback: 'pbk',
  instance: 'ins',
  message: 'msg',
  bubble: 'bub',
  fact: 'fct',
  user: 'usr',
  member: 'mbr',
  invitation: 'inv',
  apiKey: 'key',
  credentials: 'crd',
  shortLink: 'lnk',
  delivery: 'dlv',
  purchase: 'pur',
  thread: 'thr',
  rule: 'rul',
  audit: 'aud',
  alert: 'alr',
  replay: 'rpl',
  image: 'img',
  lead: 'led',
  coupon: 'cpn',
  charge: 'chg',
  keptCard: 'kpt',
} as const

export type Entity = keyof typeof PREFIXES
export type Id<E extends Entity> = `${(typeof PREFIXES)[E]}_${string}`

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 9 characters of time, then 16 of chance: ids sort by age and cannot be guessed. */
export function makeId<E extends Entity>(entity: E, now: Date, random: Uint8Array): Id<E> {
  let time = now.getTime()
  let head = ''
  for (let i = 0; i < 9; i++) {
    head = ALPHABET.charAt(time % 32) + head
    time = Math.floor(time / 32)
  }
  const tail = Array.from(random.subarray(0, 16), (byte) => ALPHABET.charAt(byte % 32)).join('')
  return `${PREFIXES[entity]}_${head}${tail}`
}

/** Below every id of that instant and after it: where a day of ids begins. */
export const firstIdAt = <E extends Entity>(entity: E, at: Date): Id<E> =>
  makeId(entity, at, new Uint8Array(16))

/** What acquirers accept as our key is letters and digits, at most 16: the chance part of the id. */
export const referenceOf = (id: Id<'attempt'>) => id.slice(-16).toUpperCase()
