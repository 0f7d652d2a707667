// lib/postbacks/fields.ts
import { z } from 'zod'
import { centsFromCents, centsFromReais } from './amount'

/** Too long for an index, and nothing that anybody sells is called that. */
const LONGEST_KEY = 200
const LONGEST_WORD = 100

/** A database takes neither a NUL nor half of a pair. */
export const clean = (text: string) =>
  text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')

const text = z.union([z.string(), z.number().transform(String)]).transform(clean)
const absent = (value: unknown) => (value === null || value === '' ? undefined : value)

/**
 * What is nice to have: anything of another type counts as absent, for no order is lost because
 * somebody's IP address is a list.
 */
export const lenient = <S extends z.ZodType>(schema: S) =>
  z.preprocess(absent, schema.optional()).catch(undefined)

export const Text = lenient(text)

/** What names an order: never absent, never long. */
export const Key = text.transform((key) => key.trim()).pipe(z.string().min(1).max(LONGEST_KEY))
export const MaybeKey = lenient(Key)
/** May be absent, and then something else names the order; in another shape it is not overlooked. */
export const FirmKey = z.preprocess(absent, Key.optional())

/** A word of a closed list, whatever its case, number or text. */
export const Word = text
  .transform((word) => word.trim().toLowerCase())
  .pipe(z.string().min(1).max(LONGEST_WORD))
export const MaybeWord = lenient(Word)
/** What decides the event may be absent, and is never overlooked because it has another shape. */
export const Deciding = z.preprocess(absent, Word.optional())

const amount = (read: (value: string | number) => number | null) =>
  lenient(
    z
      .union([z.string(), z.number()])
      .transform(read)
      .transform((cents) => cents ?? undefined),
  )
export const Reais = amount(centsFromReais)
export const Cents = amount(centsFromCents)

const MOST = 1_000_000
export const Count = lenient(
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\s*\d+\s*$/)
        .transform(Number),
    ])
    .pipe(z.number().int().nonnegative().max(MOST)),
)

export const Epoch = lenient(z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]))

export const Flag = lenient(
  z.union([
    z.boolean(),
    z
      .union([z.number(), z.string()])
      .transform((mark) => ['1', 'true', 'sim', 's'].includes(String(mark).toLowerCase())),
  ]),
)

export const Parameters = lenient(z.record(z.string(), z.unknown()))

/** An object, or nothing: PHP sends `[]` for an empty one. */
export const maybe = <S extends z.ZodRawShape>(shape: S) => lenient(z.object(shape))

/** The same, where something inside decides the event: a body with another shape is not read. */
export const part = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess(
    (value) => (Array.isArray(value) && value.length === 0 ? undefined : absent(value)),
    z.object(shape).optional(),
  )

/** Things in a list, without those that have another shape. A form counts them by name. */
export const listOf = <S extends z.ZodType>(schema: S) =>
  z
    .union([z.array(z.unknown()), z.record(z.string(), z.unknown()).transform(Object.values)])
    .catch([])
    .transform((things) =>
      things.flatMap((thing) => {
        const { success, data } = schema.safeParse(thing)
        return success ? [data as z.infer<S>] : []
      }),
    )
