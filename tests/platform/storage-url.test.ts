// tests/platform/storage-url.test.ts
import { expect, test } from 'vitest'
import { parseEnv } from '@/lib/platform/parse-env'
import { readStorageUrl } from '@/lib/platform/storage-url'

const read = (text: string) => {
  const result = readStorageUrl(text)
  if (!result.ok) return result.error.code
  const { secretKey, ...rest } = result.value
  return { ...rest, secret: secretKey.reveal() }
}

test('an address names the host, the bucket, the key and the region', () => {
  expect(read('https://AK:s3cr%2Fet%2B@s3.example.com/fotos/campainha/?region=sa-east-1')).toEqual({
    baseUrl: 'https://s3.example.com/fotos/campainha',
    region: 'sa-east-1',
    keyId: 'AK',
    secret: 's3cr/et+',
  })
  expect(read('http://AK:SK@127.0.0.1:9000/fotos')).toMatchObject({
    baseUrl: 'http://127.0.0.1:9000/fotos',
    region: 'us-east-1',
  })
})

test.each([
  ['s3://fotos', 'must be https'],
  ['fotos', 'must be https'],
  ['https://s3.example.com/fotos', 'KEY:SECRET'],
  ['https://AK@s3.example.com/fotos', 'KEY:SECRET'],
  ['https://AK:%zz@s3.example.com/fotos', 'KEY:SECRET'],
  ['https://AK:SK@s3.example.com', 'bucket'],
  ['https://AK:SK@s3.example.com/No_Bucket', 'bucket'],
  ['https://AK:SK@s3.example.com/fotos/%2e%2e%2fx', 'letters'],
  ['https://AK:SK@s3.example.com/fotos?region=São', 'region'],
  ['https://AK:SK@s3.example.com/fotos?acl=public', '?region='],
])('%s is refused, and told why without its key', (text, why) => {
  expect(read(text)).toContain(why)
  const { complaint } = parseEnv({ STORAGE_URL: text }) as { complaint: string }
  expect(complaint).toMatch(/STORAGE_URL: [^;\n]+/)
  expect(complaint).not.toContain('AK')
  expect(complaint).not.toContain('SK')
})
