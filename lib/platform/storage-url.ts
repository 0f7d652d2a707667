// lib/platform/storage-url.ts
import { err, ok, type Result } from '@/lib/kernel/result'
import { Secret } from '@/lib/kernel/secret'

/** One bucket of an S3-compatible service, and the key that may write to it. */
export type Bucket = {
  /** `https://host/bucket/prefix`, without a slash at its end. */
  readonly baseUrl: string
  readonly region: string
  readonly keyId: string
  readonly secretKey: Secret
}

const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const REGION = /^[a-z0-9-]{2,40}$/
const DEFAULT_REGION = 'us-east-1'

/** `https://KEY:SECRET@host/bucket[/prefix]?region=sa-east-1`. A key with signs is percent-encoded. */
export function readStorageUrl(text: string): Result<Bucket, { code: string }> {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return err({ code: 'must be https://KEY:SECRET@host/bucket?region=REGION' })
  }
  const [keyId, secretKey] = [decoded(url.username), decoded(url.password)]
  if (!keyId || !secretKey) {
    return err({ code: 'must carry KEY:SECRET before the host, percent-encoded' })
  }
  const [bucket = '', ...prefix] = url.pathname.split('/').filter((part) => part !== '')
  if (!BUCKET_NAME.test(bucket)) return err({ code: 'must name a bucket after the host' })
  if (prefix.some((part) => !/^[\w-]+$/.test(part))) {
    return err({ code: 'may have letters, digits, - and _ alone in the path behind the bucket' })
  }
  const region = url.searchParams.get('region') ?? DEFAULT_REGION
  if (!REGION.test(region)) return err({ code: 'has a region that cannot be read' })
  const unknown = [...url.searchParams.keys()].some((name) => name !== 'region')
  if (unknown || url.hash !== '') return err({ code: 'takes ?region= and nothing else' })
  return ok({
    baseUrl: [url.origin, bucket, ...prefix].join('/'),
    region,
    keyId,
    secretKey: new Secret(secretKey),
  })
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
