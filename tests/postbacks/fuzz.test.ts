// tests/postbacks/fuzz.test.ts
import { expect, test } from 'vitest'
import { setLogLevel } from '@/lib/platform/log'
import { type Glance, glance } from '@/lib/postbacks/glance'
import { readBody } from '@/lib/postbacks/read-body'
import { findPlatform, platforms } from '@/lib/postbacks/registry'
import { trusts } from '@/lib/postbacks/trusts'
import { PURCHASE_EVENTS } from '@/lib/purchases/purchase'
import { toRow } from '@/lib/purchases/purchase-row'
import { makeDice, mutate, type Specimen, specimens } from '../support/mutate'

// A reader that throws is told here, and not in the log.
setLogLevel('silent')
const BODIES = 100_000
const SEED = 20_261_122
/** Of a processor: a process that answers hundreds a second makes no longer pause for any body. */
const STALL_MS = 500
const LARGE = 50_000
const busyMs = (since?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

const EVENTS: ReadonlySet<string> = new Set(PURCHASE_EVENTS)

/** What no text or number of PostgreSQL can hold. */
const UNKEEPABLE = /\\u0000|\\ud[89a-f][\da-f]{2}/i

type Shapes = Record<Glance['shape'], number>

/** What is wrong with how one body was taken, in words; nothing when nothing is. */
function complaintAbout(
  { platform, settings, key, sent }: Specimen,
  shapes: Shapes,
): string | null {
  const reader = findPlatform(platform)
  if (reader === null) return 'no such platform'
  const store = { platform, settings, key, previousKey: null }
  reader.tryRead(sent, settings)
  reader.complaintsAbout(sent, settings)
  reader.keyIn(sent, settings)
  const seen = glance(store, sent)
  trusts(store, sent, seen)
  shapes[seen.shape]++
  if ((seen.shape === 'unreadable') !== (readBody(sent) === undefined)) return 'unreadable, or not'
  if (seen.shape === 'known' && seen.purchases.length === 0) return 'known, and tells nothing'
  for (const purchase of seen.purchases) {
    if (seen.shape === 'known' && purchase.event === 'unknown') return 'an unknown event is known'
    if (!EVENTS.has(purchase.event)) return `no event: ${purchase.event}`
    if (purchase.test && !seen.test) return 'a test that is none'
    const row = toRow(purchase)
    if (UNKEEPABLE.test(JSON.stringify(row))) return 'a text that cannot be kept'
    if (row.amount !== null && !Number.isSafeInteger(row.amount)) return `amount ${row.amount}`
    const { occurredAt: at } = row
    if (at !== null && !Number.isFinite(at.getTime())) return 'a date that is none'
  }
  return null
}

const about = ({ platform, file, sent }: Specimen) =>
  `${platform}/${file} ${Buffer.from(sent.bytes.subarray(0, 300)).toString('latin1')}`

test('every platform has fixtures to be spoilt', () => {
  expect(new Set(specimens.map(({ platform }) => platform))).toEqual(
    new Set(Object.keys(platforms)),
  )
})

test('a hundred thousand spoilt bodies are taken without a throw, a stall or a wrong belief', () => {
  const dice = makeDice(SEED)
  const complaints: string[] = []
  const shapes: Shapes = { known: 0, quarantined: 0, unreadable: 0 }
  let slowest = { ms: 0, about: '' }
  let taken = 0
  for (; taken < BODIES; taken++) {
    const spoilt = mutate(dice)
    const isLarge = spoilt.sent.bytes.length > LARGE
    const began = isLarge ? process.cpuUsage() : undefined
    try {
      const complaint = complaintAbout(spoilt, shapes)
      if (complaint !== null) complaints.push(`${taken}: ${complaint}: ${about(spoilt)}`)
    } catch (error) {
      complaints.push(`${taken}: ${error}: ${about(spoilt)}`)
    }
    const ms = isLarge ? busyMs(began) : 0
    if (ms > slowest.ms) slowest = { ms, about: about(spoilt) }
    if (complaints.length >= 10) break
  }
  expect(complaints).toEqual([])
  expect(taken).toBe(100_000)
  // Neither all of them broken nor all of them sound: each way is walked often.
  for (const [shape, times] of Object.entries(shapes)) expect(times, shape).toBeGreaterThan(5_000)
  expect(slowest.ms, slowest.about).toBeLessThan(STALL_MS)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
}, 600_000)
