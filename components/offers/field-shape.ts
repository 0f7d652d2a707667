// components/offers/field-shape.ts
import type { OfferFieldName, OfferFields } from '@/lib/offers/offer-fields'

/**
 * What every editor of one whole field of an offer takes: gallery, testimonials, video, …
 *
 * - Its label, the "?" beside it, its hint and the sentence for what is wrong with the field as a
 *   whole stand outside, drawn by who mounts it (`field-frame.tsx`). Inside, a part with a name of its own
 *   (the name of a testimonial) is a `Field` of components/ui with `help`, so that it has its "?".
 * - `value` is what the draft holds: words as typed, however incomplete; null or [] for nothing.
 * - `onChange` is given the whole new value, never a part of it. It saves by itself.
 * - `errors` holds codes by the place inside the field: `{ '2.name': 'too_small' }`, `''` for the
 *   field itself. The component turns the code into its sentence and puts `aria-invalid` on the
 *   control at fault (`Field` does, with `error`), by which "publish" finds and focuses it.
 */
export type FieldEditorProps<Name extends OfferFieldName> = {
  readonly value: OfferFields[Name]
  readonly onChange: (value: OfferFields[Name]) => void
  readonly errors: Readonly<Record<string, string>>
  readonly disabled: boolean
}
