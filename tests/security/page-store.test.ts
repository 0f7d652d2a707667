// tests/security/page-store.test.ts
import { expect, test } from 'vitest'
import { makePageStore } from '@/scripts/web/pages/page-store'

/** A clock that stands still, and a page whose text is what the world says when it is looked at. */
function given(bounds = { pages: 10, bytes: 1_000 }) {
  let now = Date.parse('2026-03-05T15:00:00Z')
  const world = { text: 'old', looks: 0, fails: false, slow: null as Promise<void> | null }
  const failures: unknown[] = []
  const store = makePageStore<string>({
    now: () => new Date(now),
    bounds,
    weigh: (page) => page.length,
    onFailed: (error) => failures.push(error),
    lookMs: 20,
  })
  const look = async () => {
    world.looks += 1
    const seen = world.text
    await world.slow
    if (world.fails) throw new Error('the database is away')
    return seen
  }
  const take = async (key = '/o/AAAAAA') => store.take(key, look)
  const advance = (ms: number) => {
    now += ms
  }
  return { store, world, take, advance, failures, look }
}

test('what was published a second ago is what everybody sees, however busy the page', async () => {
  const { take, world, advance } = given()
  expect(await take()).toBe('old')
  world.text = 'new'
  const seen: (readonly [ms: number, text: string | null])[] = []
  for (let ms = 0; ms <= 3_000; ms += 50) {
    seen.push([ms, await take()])
    advance(50)
    await Promise.resolve()
  }
  expect(seen.filter(([ms]) => ms >= 1_000).every(([, text]) => text === 'new')).toBe(true)
})

test('a page nobody asked for since yesterday is looked at before it is shown', async () => {
  const { take, world, advance } = given()
  await take()
  world.text = 'new'
  advance(86_400_000)
  expect(await take()).toBe('new')
})

test('a look that began before the publication does not make the page young', async () => {
  const { take, world, advance } = given()
  await take()
  advance(950)
  let resolve = () => {}
  world.slow = new Promise((over) => {
    resolve = over
  })
  const begun = take()
  advance(600)
  world.text = 'new'
  resolve()
  world.slow = null
  expect(await begun).toBe('old')
  advance(400) // The publication is 400 ms old; the look began 1,000 ms ago.
  expect(await take()).toBe('new')
})

test('a thousand visitors at once cost one look', async () => {
  const { take, world, advance } = given()
  await Promise.all(Array.from({ length: 1_000 }, () => take()))
  expect(world.looks).toBe(1)
  advance(2_000)
  await Promise.all(Array.from({ length: 1_000 }, () => take()))
  expect(world.looks).toBe(2)
})

test('between 400 and 900 ms who asks does not wait, and the next one has the new page', async () => {
  const { store, take, world, advance, look } = given()
  await take()
  world.text = 'new'
  advance(500)
  expect(store.take('/o/AAAAAA', look)).toBe('old') // At once, not a promise.
  await new Promise((later) => setImmediate(later))
  expect(store.take('/o/AAAAAA', look)).toBe('new')
})

test('while nothing can be looked at, the last page is shown for ten minutes, then no more', async () => {
  const { take, world, advance, failures } = given()
  await take()
  world.fails = true
  advance(9 * 60_000)
  expect(await take()).toBe('old')
  expect(failures).toHaveLength(1)
  advance(2 * 60_000)
  await expect(take()).rejects.toThrow('the database is away')
})

test('a look that hangs holds nobody: the old page is shown, and the next look is another', async () => {
  const { take, world, advance, failures } = given()
  await take()
  advance(2_000)
  let wake = () => {}
  world.slow = new Promise((over) => {
    wake = over
  })
  expect(await take()).toBe('old')
  expect(await take()).toBe('old')
  expect(failures).toHaveLength(1)
  const late = world.slow
  world.slow = null
  world.text = 'new'
  await new Promise((later) => setTimeout(later, 40)) // The second hangs too, and is given up.
  advance(500)
  await take()
  await new Promise((later) => setImmediate(later))
  expect(await take()).toBe('new')
  wake()
  await late
  await new Promise((later) => setImmediate(later))
  expect(await take()).toBe('new') // What the one that hung saw is older.
})

test('while the database is away who asks waits once, not each time', async () => {
  const { store, take, world, advance, look } = given()
  await take()
  world.fails = true
  advance(2_000)
  await take()
  advance(2_000)
  expect(store.take('/o/AAAAAA', look)).toBe('old') // At once, not a promise.
})

test('never more pages or bytes than allowed: the one asked for longest ago goes first', async () => {
  const byCount = given({ pages: 2, bytes: 1_000 })
  await byCount.take('/o/AAAAAA')
  await byCount.take('/o/BBBBBB')
  await byCount.take('/o/AAAAAA')
  await byCount.take('/o/CCCCCC')
  expect(byCount.store.size()).toEqual({ pages: 2, bytes: 6 })
  const looks = byCount.world.looks
  await byCount.take('/o/AAAAAA')
  expect(byCount.world.looks).toBe(looks)
  await byCount.take('/o/BBBBBB')
  expect(byCount.world.looks).toBe(looks + 1)

  const byBytes = given({ pages: 100, bytes: 10 })
  for (const letter of 'ABCDEFGH') await byBytes.take(letter)
  expect(byBytes.store.size().bytes).toBeLessThanOrEqual(10)
})

test('a page that is gone is forgotten, and its room is free again', async () => {
  const { store, take, advance } = given()
  await take()
  advance(2_000)
  expect(await store.take('/o/AAAAAA', async () => null)).toBeNull()
  expect(store.size()).toEqual({ pages: 0, bytes: 0 })
})
