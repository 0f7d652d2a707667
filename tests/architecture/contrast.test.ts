// tests/architecture/contrast.test.ts
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Lightness, a and b of Oklab: what `color-mix(in oklab, …)` mixes. */
type Color = readonly [number, number, number]

const css = readFileSync('app/tokens.css', 'utf8')
const THEMES = { light: ':root', dark: '.dark' } as const
const TONES = ['paid', 'authorized', 'waiting', 'refused', 'returned', 'muted-foreground']
/** Words of 12 px, medium: WCAG 2.2 AA asks for this. */
const READABLE = 4.5

function colorOf(theme: keyof typeof THEMES, name: string): Color {
  const block = css.slice(css.indexOf(`\n${THEMES[theme]} {`)).split('\n}')[0] ?? ''
  const found = new RegExp(`--${name}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`).exec(block)
  if (found === null) throw new Error(`no --${name} in ${theme}`)
  const [l = 0, chroma = 0, hue = 0] = found.slice(1).map(Number)
  const angle = (hue * Math.PI) / 180
  return [l, chroma * Math.cos(angle), chroma * Math.sin(angle)]
}

const mix = ([a, b, c]: Color, [x, y, z]: Color, share: number): Color => [
  a * share + x * (1 - share),
  b * share + y * (1 - share),
  c * share + z * (1 - share),
]

function luminanceOf([lightness, a, b]: Color): number {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  const shown = (part: number) => Math.min(1, Math.max(0, part))
  return 0.2126 * shown(red) + 0.7152 * shown(green) + 0.0722 * shown(blue)
}

function contrastOf(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test.each(['light', 'dark'] as const)(
  'every tone can be read on its chip and on every ground: %s',
  (theme) => {
    const card = colorOf(theme, 'card')
    const accent = colorOf(theme, 'accent')
    for (const tone of TONES) {
      const word = colorOf(theme, tone)
      const grounds = {
        card,
        background: colorOf(theme, 'background'),
        muted: colorOf(theme, 'muted'),
        chip: mix(word, card, 0.08),
        environment: mix(accent, card, 0.14),
      }
      for (const [ground, color] of Object.entries(grounds)) {
        expect(contrastOf(word, color), `${tone} on ${ground}`).toBeGreaterThanOrEqual(READABLE)
      }
    }
  },
)
