// tests/support/mutate.ts
import { readdirSync, readFileSync } from 'node:fs'
import type { StoreSettings } from '@/db/schema/stores'
import { Secret } from '@/lib/kernel/secret'
import type { Sent } from '@/lib/postbacks/platform'

type Index = {
  readonly _meta: {
    readonly auth: { readonly secret?: string; readonly v3?: { readonly secret: string } }
    readonly settings?: StoreSettings
  }
  readonly cases: Readonly<
    Record<
      string,
      { readonly headers: Record<string, string>; readonly query: Record<string, string> }
    >
  >
}

export type Specimen = {
  readonly platform: string
  readonly file: string
  readonly settings: StoreSettings
  readonly key: Secret
  readonly sent: Sent
}

const FOLDER = new URL('../fixtures/postbacks/', import.meta.url)

/** Every fixture of every platform that has a folder. */
export const specimens: readonly Specimen[] = readdirSync(FOLDER).flatMap((platform) => {
  const text = readFileSync(new URL(`${platform}/index.json`, FOLDER), 'utf8')
  const { _meta: meta, cases } = JSON.parse(text) as Index
  const secret = meta.auth.secret ?? meta.auth.v3?.secret ?? 'none'
  return Object.entries(cases).map(([file, { headers, query }]) => ({
    platform,
    file,
    settings: meta.settings ?? {},
    key: new Secret(secret),
    sent: {
      headers: new Headers(headers),
      query: new URLSearchParams(query),
      bytes: readFileSync(new URL(`${platform}/${file}`, FOLDER)),
    },
  }))
})

export type Dice = ReturnType<typeof makeDice>

/** The same throws for the same seed, on every machine. */
export function makeDice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  return { below, pick }
}

const SURROGATE = String.fromCharCode(0xd83d)
const NASTY: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 31, 2 ** 53, 2 ** 63, -(2 ** 63), 1e-320],
  ...['', ' ', '0', '-5', '12,34', '1.234,56', '1e999', 'NaN', 'Infinity', '99999999999999999999'],
  ...[
    '\u0000',
    'a\u0000b',
    `${SURROGATE}`,
    `x${SURROGATE}y`,
    '\ufeff',
    '\u202e',
    '💥',
    'ﷺ',
    '<script>',
  ],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', '[object Object]', "';--"],
  ...[
    '2026-13-45 99:99:99',
    '0000-00-00 00:00:00',
    '9999-12-31 23:59:59',
    '275760-09-13T00:00:00Z',
  ],
  ...['-000001-01-01', '1970-01-01', '31/02/2026 10:00', '2026-02-29', '1e12', '253402300800000'],
  ...[[], {}, [[]], [null], { length: 5 }, [1, 'a', {}], { toString: 1 }, { valueOf: null }],
  ...[JSON.parse('{"__proto__":{"polluted":true}}'), { constructor: { prototype: { a: 1 } } }],
  ...['x'.repeat(5_000), 'ã'.repeat(3_000), '9'.repeat(400), '{{nome}}', '%00%ZZ', 'a=b&c[d]=e'],
]
const RAW_NASTY = [
  '1e999',
  '-1e999',
  '00',
  'NaN',
  'undefined',
  '{"a":1,"a":2}',
  '"\\ud800"',
  '"\\u0000"',
]

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** `String` fails on an object whose `toString` is a number, which is one of ours. */
const wordFor = (value: unknown) => (isNode(value) ? JSON.stringify(value) : String(value))

/** A place somewhere in a body: where it hangs, and by which name. */
function placeIn(dice: Dice, body: Node): [Node, string] {
  let node = body
  for (;;) {
    const names = Object.keys(node)
    const name = names.length === 0 ? 'nothing' : dice.pick(names)
    const below = node[name]
    if (!isNode(below) || dice.below(3) === 0) return [node, name]
    node = below
  }
}

function spoilValue(dice: Dice, body: Node): void {
  const [node, name] = placeIn(dice, body)
  const what = dice.below(8)
  if (what === 0) delete node[name]
  else if (what === 1) node[`${name}${dice.pick(['', '_', '\u0000', ' '])}`] = node[name]
  else if (what === 2) node[name] = [node[name], node[name]]
  else if (what === 3) node[name] = { [dice.pick(['0', 'value', '__proto__', name])]: node[name] }
  else if (what === 4) node[name] = wordFor(node[name])
  else node[name] = structuredClone(dice.pick(NASTY))
}

const deep = (times: number, open = '[', close = ']') => open.repeat(times) + close.repeat(times)

/** A field that is told twice, or in words that no serializer writes. */
function spoilText(dice: Dice, text: string): string {
  const at = text.indexOf('"', dice.below(Math.max(1, text.length)))
  if (at < 0) return text
  const name = /^"([\w.]{1,40})":/.exec(text.slice(at))?.[1] ?? 'id'
  const value = dice.below(3) === 0 ? deep(dice.pick([3, 70, 3_000])) : dice.pick(RAW_NASTY)
  return text.replace('{', `{"${name}":${value},`)
}

/** PHP's brackets, as a platform that posts forms would write the same body. */
function toForm(dice: Dice, body: Node, prefix = '', depth = 0): string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const path = prefix === '' ? name : `${prefix}[${dice.below(20) === 0 ? '' : name}]`
    if (isNode(value) && depth < 8) return toForm(dice, value, path, depth + 1)
    const text = dice.below(30) === 0 ? dice.pick(['%00', '%ZZ', '%E3', '%', '+']) : null
    return [
      `${path}=${text ?? encodeURIComponent(wordFor(value).replaceAll(/\p{Surrogate}/gu, '?'))}`,
    ]
  })
}

const MANY = Array.from({ length: 5_000 }, (_, n) => `p${n}=${n}`).join('&')
const FORM_TAILS = [
  '',
  `&${MANY}`,
  `&a${'[b]'.repeat(200)}=1`,
  '&a[__proto__][b]=1',
  '&a[99999999]=1',
]

function encode(dice: Dice, text: string): Uint8Array {
  const kind = dice.below(12)
  if (kind === 0) return Buffer.from(`\ufeff${text}`)
  if (kind === 1) return Buffer.from(text, 'latin1')
  if (kind === 2) return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (kind === 3) return Buffer.from(text, 'utf16le')
  if (kind === 4) return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return Buffer.from(text)
}

function spoilBytes(dice: Dice, bytes: Uint8Array): Uint8Array {
  const all = Buffer.from(bytes)
  const at = dice.below(Math.max(1, all.length))
  const to = Math.min(all.length, at + 1 + dice.below(64))
  const what = dice.below(6)
  if (what === 0) return all.subarray(0, at)
  if (what === 1) return Buffer.concat([all.subarray(0, at), all.subarray(to)])
  if (what === 2) return Buffer.concat([all.subarray(0, to), all.subarray(at)])
  if (what === 3) {
    const noise = Buffer.from(Array.from({ length: 1 + dice.below(16) }, () => dice.below(256)))
    return Buffer.concat([all.subarray(0, at), noise, all.subarray(at)])
  }
  if (what === 4) return Buffer.concat([all, all])
  for (let n = 0; n <= dice.below(8); n++)
    all[dice.below(Math.max(1, all.length))] = dice.below(256)
  return all
}

/** As large and as deep as the front door lets in: few, because they take their time. */
const HUGE: readonly (() => Uint8Array)[] = [
  () => Buffer.from(deep(500_000)),
  () => Buffer.from(`{"a":${deep(150_000, '{"a":[', ']}')}}`.slice(0, 1_000_000)),
  () => Buffer.from(`[${'{},'.repeat(300_000)}{}]`),
  () => Buffer.from(`{"transaction_id":"${'A'.repeat(1_000_000)}"}`),
  () => Buffer.from(`a${'[b]'.repeat(300_000)}=1`),
  () => Buffer.from('&'.repeat(1_000_000)),
  () => Buffer.from('a=%'.repeat(300_000)),
  () => Buffer.alloc(1_000_000, 0xff),
  () => Buffer.alloc(1_000_000),
  () => Buffer.from('"'.repeat(1_000_000)),
]
const HUGE_ONE_IN = 4_000

const TYPES = [
  null,
  '',
  'text/plain',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
]

/** One fixture, spoilt in one to four ways. */
export function mutate(dice: Dice): Specimen {
  const whole = dice.pick(specimens)
  const { sent } = whole
  const headers = new Headers(sent.headers)
  const type = dice.below(6) === 0 ? dice.pick(TYPES) : null
  if (type !== null) headers.set('content-type', type)
  return { ...whole, sent: { headers, query: sent.query, bytes: bodyOf(dice, sent.bytes) } }
}

function bodyOf(dice: Dice, original: Uint8Array): Uint8Array {
  if (dice.below(HUGE_ONE_IN) === 0) return dice.pick(HUGE)()
  if (dice.below(4) === 0) return spoilBytes(dice, original)
  let body: unknown
  try {
    body = JSON.parse(Buffer.from(original).toString())
  } catch {
    return spoilBytes(dice, original)
  }
  if (!isNode(body)) return spoilBytes(dice, original)
  for (let n = dice.below(4); n >= 0; n--) spoilValue(dice, body)
  if (dice.below(6) === 0) {
    const form = toForm(dice, body).join('&')
    return Buffer.from(form + (dice.below(20) === 0 ? dice.pick(FORM_TAILS) : ''))
  }
  const text = JSON.stringify(body)
  const spoilt = dice.below(4) === 0 ? spoilText(dice, text) : text
  const bytes = encode(dice, spoilt)
  return dice.below(8) === 0 ? spoilBytes(dice, bytes) : bytes
}
