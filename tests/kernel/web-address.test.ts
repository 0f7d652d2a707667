// tests/kernel/web-address.test.ts
import { expect, test } from 'vitest'
import { isPrivateIp, webAddressIssue } from '@/lib/kernel/web-address'

test.each([
  ['https://membros.example.com/campainha', null],
  ['https://8.8.8.8/x', null],
  ['ftp://example.com', 'not_http'],
  ['example.com', 'not_an_address'],
  ['https://eu:senha@example.com', 'has_password'],
  ['http://10.0.0.1/', 'private_address'],
  ['http://0x0a000001/', 'private_address'],
  ['http://169.254.169.254/latest/meta-data', 'private_address'],
  ['http://[fd00::1]/', 'private_address'],
  ['http://painel.internal/', 'private_address'],
])('%s is judged %s', (address, issue) => expect(webAddressIssue(address)).toBe(issue))

test.each([
  ['127.0.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.0', false],
  ['100.64.0.1', true],
  ['192.168.1.1', true],
  ['239.1.1.1', true],
  ['1.1.1.1', false],
  ['::1', true],
  ['fe80::1', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:a00:1', true],
  ['2001:db8::1', true],
  ['2002:a00:1::', true],
  ['2606:4700::1111', false],
])('%s is private: %s', (ip, expected) => expect(isPrivateIp(ip)).toBe(expected))
