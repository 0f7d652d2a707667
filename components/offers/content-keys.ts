// components/offers/content-keys.ts
'use client'

import { useRef } from 'react'

/** The list as it would be with one of them somewhere else. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from)
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)]
}

/**
 * Names for parts that have none of their own, so that a part which moves keeps its focus and what is
 * typed in it. They follow what is done here; a list that comes from elsewhere gets names by its places.
 */
export function useKeys(length: number) {
  const keys = useRef<string[]>([])
  const serial = useRef(0)
  while (keys.current.length < length) {
    serial.current += 1
    keys.current.push(`part-${serial.current}`)
  }
  keys.current.length = length
  return {
    keys: keys.current,
    move: (from: number, to: number) => {
      keys.current = moved(keys.current, from, to)
    },
    remove: (at: number) => {
      keys.current.splice(at, 1)
    },
  }
}
