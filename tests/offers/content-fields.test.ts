// tests/offers/content-fields.test.ts
import { describe, expect, test } from 'vitest'
import { fieldErrorsOf, OfferFields } from '@/lib/offers/offer-fields'

const read = (fields: object) => {
  const parsed = OfferFields.partial().safeParse(fields)
  return parsed.success ? parsed.data : fieldErrorsOf(parsed.error)
}
const PICTURE = 'img_0123456789abcdefghjkmnpqr'

describe('what a page says', () => {
  test('is trimmed, and holds no sign that cannot be kept', () => {
    expect(read({ title: '  Pão\u0000 de\ud800 casa\u0007 ' })).toEqual({ title: 'Pão de casa' })
    expect(read({ title: '\u0000\u0000\u0000' })).toEqual([
      { path: 'title', inside: '', code: 'too_small' },
    ])
  })

  test('is refused at the very place that is wrong', () => {
    const said = { name: 'Noemi', role: '', text: 'Meu pão mudou.', photoId: null }
    expect(read({ testimonials: [said, { ...said, name: 'N' }] })).toEqual([
      { path: 'testimonials', inside: '1.name', code: 'too_small' },
    ])
    expect(read({ gallery: [{ imageId: '../../x', alt: '' }] })).toMatchObject([
      { path: 'gallery', inside: '0.imageId' },
    ])
    expect(read({ video: { address: 'https://x.com/a', title: '', posterId: '' } })).toEqual([
      { path: 'video', inside: 'address', code: 'video_unknown' },
    ])
    const gallery = Array.from({ length: 13 }, () => ({ imageId: PICTURE, alt: '' }))
    expect(read({ gallery })).toEqual([{ path: 'gallery', inside: '', code: 'too_big' }])
  })

  test('takes an emptied picture for none', () => {
    expect(read({ logoId: '' })).toEqual({ logoId: null })
  })

  test('has each block once, and those nobody named as they usually are', () => {
    const blocks = [
      { kind: 'questions', on: true },
      { kind: 'video', on: false },
      { kind: 'questions', on: false },
    ]
    const kept = read({ blocks }) as { blocks: { kind: string; on: boolean }[] }
    expect(kept.blocks.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      'questions true',
      'video false',
      'description true',
      'gallery true',
      'testimonials true',
      'guarantee true',
      'about true',
      'lead false',
    ])
    expect(read({ blocks: [] })).toEqual({ blocks: [] })
  })
})
