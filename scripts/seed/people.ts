// scripts/seed/people.ts
import { cpf } from 'cpf-cnpj-validator'
import type { Chance } from './clock'

const FIRST = [
  'Helena',
  'Tomás',
  'Dalva',
  'Caio',
  'Rosana',
  'Ítalo',
  'Marina',
  'Jonas',
  'Beatriz',
  'Otávio',
  'Lídia',
  'Renato',
  'Sônia',
  'Davi',
  'Camila',
  'Heitor',
  'Noemi',
  'Vicente',
  'Aline',
  'Murilo',
] as const
const LAST = [
  'Prates',
  'Bittar',
  'Rezende',
  'Nakamura',
  'Falcão',
  'Monteiro',
  'Quadros',
  'Siqueira',
  'Abreu',
  'Tavares',
  'Pacheco',
  'Lacerda',
  'Figueira',
  'Borges',
  'Cardim',
  'Serrano',
  'Veloso',
  'Aguiar',
] as const
const AREAS = [
  '11',
  '21',
  '31',
  '41',
  '43',
  '48',
  '51',
  '61',
  '62',
  '71',
  '81',
  '85',
  '91',
  '92',
] as const

export type Person = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly document: string
}

/** Invented: the names are drawn, the e-mails end in example.com, the CPFs only add up. */
export function inventPerson(chance: Chance): Person {
  const name = `${chance.pick(FIRST)} ${chance.pick(LAST)}`
  const address = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replace(' ', '.')
  const digits = Array.from({ length: 9 }, () => chance.below(10)).join('')
  return {
    name,
    email: `${address}@example.com`,
    phone: `${chance.pick(AREAS)}9${String(chance.below(100_000_000)).padStart(8, '0')}`,
    document: withCheckDigits(digits),
  }
}

/** The two digits that make a CPF add up, found by asking whether it does. */
function withCheckDigits(nine: string): string {
  for (let tail = 0; tail < 100; tail++) {
    const document = `${nine}${String(tail).padStart(2, '0')}`
    if (cpf.isValid(document)) return document
  }
  return '52998224725'
}
