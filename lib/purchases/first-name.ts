// lib/purchases/first-name.ts

/** Apart from the whole name because messages greet with it: `ANA maria` is `Ana`. */
export function firstNameOf(name: string | null): string | null {
  const [word = ''] = (name ?? '').trim().split(/\s+/)
  if (word === '') return null
  const [head = '', ...tail] = word
  return `${head.toLocaleUpperCase('pt-BR')}${tail.join('').toLocaleLowerCase('pt-BR')}`
}
