// tests/checkout/likely-email.test.ts
import { describe, expect, test } from 'vitest'
import { likelyEmail } from '@/components/checkout/likely-email'

describe('a likely slip in an e-mail', () => {
  test.each([
    ['gmial.com', 'gmail.com'],
    ['gamil.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.com.br', 'gmail.com'],
    ['gmail', 'gmail.com'],
    ['gmail.com.', 'gmail.com'],
    ['gmail,com', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmai.com', 'hotmail.com'],
    ['homtail.con', 'hotmail.com'],
    ['otmail.com', 'hotmail.com'],
    ['outlok.com', 'outlook.com'],
    ['outloook.com', 'outlook.com'],
    ['yaho.com.br', 'yahoo.com.br'],
    ['yahoo.con', 'yahoo.com'],
    ['hotmail.co', 'hotmail.com'],
    ['yahoo.combr', 'yahoo.com.br'],
    ['iclould.com', 'icloud.com'],
    ['oul.com.br', 'uol.com.br'],
    ['uol.com.b', 'uol.com.br'],
    ['tera.com.br', 'terra.com.br'],
    ['minhaempresa.con.br', 'minhaempresa.com.br'],
    ['minhaempresa.con', 'minhaempresa.com'],
  ])('%s is asked about as %s', (typed, meant) => {
    expect(likelyEmail(`Ana.Souza@${typed}`)).toBe(`ana.souza@${meant}`)
  })

  test.each([
    'gmail.com',
    'hotmail.com.br',
    'outlook.com.br',
    'outlook.pt',
    'live.co.uk',
    'yahoo.com.ar',
    'ymail.com',
    'email.com',
    'mail.com',
    'bol.com.br',
    'sol.com.br',
    'serra.com.br',
    'ig.com.br',
    'me.com',
    'globo.com',
    'proton.me',
    'usp.br',
    'quintalsonoro.example.com',
    'empresa.com.br',
  ])('%s is left alone', (typed) => {
    expect(likelyEmail(`ana@${typed}`)).toBe(null)
  })

  test('what is no address at all is left to the rules of the field', () => {
    expect(likelyEmail('ana')).toBe(null)
    expect(likelyEmail('ana@')).toBe(null)
    expect(likelyEmail('ana@b@gmial.com')).toBe(null)
  })
})
