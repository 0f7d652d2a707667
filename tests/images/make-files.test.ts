// tests/images/make-files.test.ts
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { IMAGE_KINDS, kindOf, OTHER_KINDS } from '@/lib/images/image-kind'
import { makeFiles } from '@/lib/images/make-files'
import { PICTURE_BYTES_MAX } from '@/lib/kernel/picture'
import { givenPicture } from '../support/given-picture'

const made = async (bytes: Uint8Array) => {
  const result = await makeFiles(bytes)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const refused = async (bytes: Uint8Array) => {
  const result = await makeFiles(bytes)
  return result.ok ? null : result.error
}
const fileOf = (image: Awaited<ReturnType<typeof made>>, name: string) =>
  Buffer.from(image.files.find((file) => file.name === name)?.bytes ?? [])

describe('a picture', () => {
  test.each(IMAGE_KINDS)('that is a %s becomes AVIF and WebP in every width', async (kind) => {
    const image = await made(await givenPicture().toFormat(kind).toBuffer())
    expect(image).toMatchObject({ width: 1_000, height: 600, widths: [320, 640, 960, 1_000] })
    expect(image.files.map(({ name }) => name).sort()).toEqual(
      [
        'thumb.webp',
        ...[320, 640, 960, 1_000].flatMap((width) => [`${width}.avif`, `${width}.webp`]),
      ].sort(),
    )
    for (const { name, format, bytes } of image.files) {
      const said = await sharp(bytes).metadata()
      expect(said.format, name).toBe(format === 'avif' ? 'heif' : 'webp')
      if (name !== 'thumb.webp') expect(String(said.width)).toBe(name.split('.')[0])
    }
  })

  test('is never made larger than it came, and never kept larger than a page shows', async () => {
    const small = await made(await givenPicture({ width: 90, height: 40 }).png().toBuffer())
    expect(small.widths).toEqual([90])
    const large = await made(await givenPicture({ width: 2_600, height: 1_300 }).jpeg().toBuffer())
    expect(large).toMatchObject({ width: 1_920, height: 960 })
    expect(large.widths).toEqual([320, 640, 960, 1_280, 1_920])
  })

  test('taken on its side stands upright, and tells nothing of who took it', async () => {
    const bytes = await givenPicture({ width: 800, height: 400 })
      .withExif({ IFD0: { Artist: 'Nina Prado', Copyright: 'rua das Flores, 9' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const image = await made(bytes)
    expect(image).toMatchObject({ width: 400, height: 800 })
    for (const { bytes: each } of image.files) {
      const said = await sharp(each).metadata()
      expect([said.exif, said.xmp, said.icc, said.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ])
      expect(Buffer.from(each).includes('Nina')).toBe(false)
    }
    // What was at the left is at the top now.
    const { data } = await sharp(fileOf(image, '320.webp'))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(data[2]).toBeGreaterThan(120)
  })

  test('that is partly clear stays so', async () => {
    const bytes = await sharp({
      create: { width: 400, height: 200, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
    })
      .png()
      .toBuffer()
    const image = await made(bytes)
    for (const name of ['400.webp', '400.avif']) {
      const data = await sharp(fileOf(image, name)).ensureAlpha().raw().toBuffer()
      expect(data[3]).toBe(0)
    }
  })

  test('of many frames is its first one', async () => {
    const frames = await Promise.all(
      [200, 100].map((hue) => givenPicture({ width: 60, height: 60, hue }).png().toBuffer()),
    )
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(bytes).metadata()).pages).toBe(2)
    const image = await made(bytes)
    expect(image).toMatchObject({ width: 60, height: 60 })
  })

  test('has a placeholder that a page can carry, however busy it is', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 120 } as const
    const busy = sharp({
      create: { width: 900, height: 900, channels: 3, background: '#000', noise },
    })
    for (const bytes of [await busy.png().toBuffer(), await givenPicture().png().toBuffer()]) {
      const { placeholder } = await made(bytes)
      expect(placeholder).toMatch(/^data:image\/(webp|gif);base64,[A-Za-z0-9+/=]+$/)
      expect(placeholder.length).toBeLessThanOrEqual(400)
    }
  })
})

describe('what is no picture', () => {
  const text = (words: string) => Buffer.from(words)
  test.each<[string, Uint8Array]>([
    ['svg', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['svg', text('\ufeff<?xml version="1.0"?>\n<!-- x -->\n<svg></svg>')],
    ['pdf', text('%PDF-1.7\n')],
    ['heic', Buffer.concat([Buffer.from([0, 0, 0, 24]), text('ftypheic\0\0\0\0mif1heic')])],
    ['video', Buffer.concat([Buffer.from([0, 0, 0, 24]), text('ftypisom\0\0\0\0mp42')])],
    ['audio', text('ID3\x03')],
    ['archive', text('PK\x03\x04rest')],
    ['bmp', text('BM\0\0')],
    ['tiff', text('II*\0')],
    ['text', text('<!doctype html><p>oi</p>')],
    ['empty', text('')],
    ['unknown', Uint8Array.from([1, 2, 3, 4, 0, 0])],
  ])('is called by its name: %s', async (kind, bytes) => {
    expect(await refused(bytes)).toEqual({ code: 'not_an_image', kind })
  })

  test('whatever it is, it is refused by a name we have a sentence for, and nothing breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect([...IMAGE_KINDS, ...OTHER_KINDS]).toContain(kindOf(bytes))
      }),
    )
  })

  test('but begins like one is damaged, wherever it breaks off', async () => {
    for (const kind of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
      const whole = await givenPicture({ width: 300, height: 300 }).toFormat(kind).toBuffer()
      for (const share of [0.1, 0.6]) {
        const cut = whole.subarray(0, Math.max(40, Math.floor(whole.byteLength * share)))
        expect(await refused(cut), `${kind} ${share}`).toEqual({ code: 'image_damaged', kind })
      }
    }
  })
})

describe('what asks for more than a page needs', () => {
  test('in bytes is not even looked at', async () => {
    expect(await refused(Buffer.alloc(PICTURE_BYTES_MAX + 1, 0xff))).toEqual({
      code: 'image_too_large',
      bytes: PICTURE_BYTES_MAX + 1,
    })
  })

  test('in pixels is refused before it is unfolded', async () => {
    // 100 megapixels of one colour: some kilobytes as a file, 300 MB in memory.
    const bomb = await sharp({
      create: { width: 10_000, height: 10_000, channels: 3, background: '#fff' },
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.byteLength).toBeLessThan(400_000)
    const before = process.memoryUsage.rss()
    expect(await refused(bomb)).toEqual({
      code: 'image_too_many_pixels',
      width: 10_000,
      height: 10_000,
    })
    expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000)
  })

  test('or has nothing to see is told its size', async () => {
    expect(await refused(await givenPicture({ width: 8, height: 40 }).png().toBuffer())).toEqual({
      code: 'image_too_small',
      width: 8,
      height: 40,
    })
  })
})
