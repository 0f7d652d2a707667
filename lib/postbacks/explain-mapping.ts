// lib/postbacks/explain-mapping.ts
import type { StoreSettings } from '@/db/schema/stores'
import type { Purchase } from '@/lib/purchases/purchase'
import { type Leaf, leavesOf, withLeaf, writePath } from './body-leaves'
import { type CanonicalField, FIELD_VALUES, FIELDS, USUAL_NAMES } from './canonical-fields'
import { glance } from './glance'
import type { Sent } from './platform'
import { readBody } from './read-body'

export type FieldOrigin = {
  readonly field: CanonicalField
  readonly value: string | number | boolean | null
  /** Where in the body it came from; several when it was put together. */
  readonly paths: readonly string[]
  /** Of a field that is missing: places that look like it, and what they held. */
  readonly tried: readonly { readonly path: string; readonly held: string | null }[]
}

type Reader = { readonly platform: string; readonly settings: StoreSettings }

const MAX_BYTES = 64 * 1024
const MAX_LEAVES = 250
const MAX_PATHS = 4
const MAX_TRIED = 3
const MAX_HELD = 80

/**
 * Which part of a body became which field, found by asking the reader itself: each end of the body
 * is changed in turn, and the fields that change with it came from there. True of any platform,
 * because no list of paths has to agree with its reader.
 */
export function explainMapping(reader: Reader, sent: Sent): FieldOrigin[] {
  const body = readBody(sent)
  const [told] = glance(reader, sent).purchases
  if (told === undefined) return []
  const leaves = sent.bytes.length > MAX_BYTES ? [] : leavesOf(body, MAX_LEAVES)
  const paths = new Map<CanonicalField, string[]>()
  for (const leaf of leaves) {
    for (const field of changedBy(reader, { sent, body, told, leaf })) {
      paths.set(field, [...(paths.get(field) ?? []), writePath(leaf.path)])
    }
  }
  return FIELDS.map((field) => {
    const value = FIELD_VALUES[field](told)
    const from = paths.get(field) ?? []
    return {
      field,
      value,
      paths: value === null ? [] : from.slice(0, MAX_PATHS),
      tried: value === null ? placesLike(field, leaves, from) : [],
    }
  })
}

type Trial = {
  readonly sent: Sent
  readonly body: unknown
  readonly told: Purchase
  readonly leaf: Leaf
}

function changedBy(reader: Reader, { sent, body, told, leaf }: Trial): readonly CanonicalField[] {
  for (const other of othersOf(leaf.value)) {
    const bytes = Buffer.from(JSON.stringify(withLeaf(body, leaf.path, other)))
    const [now] = glance(reader, { ...sent, bytes }).purchases
    if (now !== undefined) {
      return FIELDS.filter((field) => tellTale(field, now) !== tellTale(field, told))
    }
  }
  return []
}

/** Two words may say the same event: what the platform's own words were made of counts as well. */
const tellTale = (field: CanonicalField, told: Purchase) =>
  field === 'event' ? `${told.event} ${told.rawEvent}` : FIELD_VALUES[field](told)

/** Other things that could stand there: of the same kind first, then nothing at all. */
function othersOf(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [value + 1, null]
  if (typeof value === 'string') return [shifted(value), '', null]
  return []
}

/** Another text of the same form: a digit for a digit, a letter for a letter. */
const shifted = (text: string) =>
  text.replace(/\d|[a-z]/gi, (sign) => {
    if (/\d/.test(sign)) return String((Number(sign) + 1) % 10)
    const next = sign.toLowerCase() === 'z' ? 'a' : String.fromCharCode(sign.charCodeAt(0) + 1)
    return sign === 'Z' ? 'A' : next
  })

/** The field is empty all the same: what was there, or where it usually stands. */
function placesLike(field: CanonicalField, leaves: readonly Leaf[], from: readonly string[]) {
  const usual = USUAL_NAMES[field]
  return leaves
    .map(({ path, value }) => ({ path: writePath(path), value }))
    .filter(({ path }) => from.includes(path) || usual?.test(path) === true)
    .sort((a, b) => Number(from.includes(b.path)) - Number(from.includes(a.path)))
    .slice(0, MAX_TRIED)
    .map(({ path, value }) => ({ path, held: heldText(value) }))
}

const heldText = (value: unknown) => {
  if (value === null || value === undefined || value === '') return null
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MAX_HELD)
}
