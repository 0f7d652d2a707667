// tests/support/given-picture.ts
import sharp from 'sharp'

type Given = {
  readonly width?: number
  readonly height?: number
  readonly hue?: number
}

/** Left half of one colour, right half of another, so that what was turned can be told. */
export const givenPicture = ({ width = 1_000, height = 600, hue = 200 }: Given = {}) =>
  sharp({ create: { width, height, channels: 3, background: { r: hue, g: 30, b: 40 } } }).composite(
    [
      {
        input: {
          create: {
            width: Math.ceil(width / 2),
            height,
            channels: 3,
            background: { r: 20, g: 40, b: hue },
          },
        },
        left: 0,
        top: 0,
      },
    ],
  )
