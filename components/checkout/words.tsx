// components/checkout/words.tsx
'use client'

import type { useTranslations } from 'next-intl'
import { createContext, createElement, Fragment, type ReactNode, use } from 'react'
import type { Locale } from '@/messages/locales'
import { fill, fillRich, type Values } from './fill'

type Catalogue = { readonly [key: string]: string | Catalogue }
type Speech = { readonly locale: Locale; readonly messages: object }

const Said = createContext<Speech>({ locale: 'pt-BR', messages: {} })

/** Gives the parts that move their sentences, chosen on the server; next-intl stays there. */
export function Words({ children, ...speech }: Speech & { readonly children: ReactNode }) {
  return <Said value={speech}>{children}</Said>
}

/** The language the page is read in, which may not be the offer's own. */
export const useLanguage = (): Locale => use(Said).locale

function useOurWords(namespace = '') {
  const { messages } = use(Said)
  const find = (path: string) =>
    `${namespace}.${path}`
      .split('.')
      .reduce<string | Catalogue | undefined>(
        (node, key) => (typeof node === 'object' ? node[key] : node),
        messages as Catalogue,
      )
  const textOf = (key: string) => {
    const found = find(key)
    return typeof found === 'string' ? found : key
  }
  const say = (key: string, values?: Values) => fill(textOf(key), values)
  return Object.assign(say, {
    rich: (key: string, values: Values) =>
      createElement(Fragment, null, ...fillRich<ReactNode>(textOf(key), values)),
    has: (key: string) => typeof find(key) === 'string',
  })
}

/** Says what `useTranslations` would, with its types; see `fill` for what of ICU it knows. */
export const useWords = useOurWords as unknown as typeof useTranslations
