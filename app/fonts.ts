// app/fonts.ts
import localFont from 'next/font/local'

/** The letters of Latin scripts, half the bytes of the whole: see typefaces/README.md. */
const sans = localFont({
  src: './typefaces/geist-latin.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
})

/** Ids and codes only: no page waits for it. */
const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
})

export const fonts = `${sans.variable} ${mono.variable}`
