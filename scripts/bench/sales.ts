// scripts/bench/sales.ts
import { randomUUID } from 'node:crypto'
import { inventCard } from '@/scripts/support/invented-card'
import type { Bench, Stack } from './bench'
import { readDemo } from './support/demo'
import { load } from './support/load'
import { untilQuiet } from './support/quiet'
import { rawRequest } from './support/raw-client'

const SECONDS = 15
const WARM_UP = 200

/**
 * Completed card sales through the API: authorised and captured at a simulator that answers at
 * once, so that what is measured is ours.
 */
export const bench: Bench = {
  name: 'sales',
  about: 'card sales through POST /api/v1/sales, authorised and captured',
  run: async ({ stack: start, say }) => {
    const stack = await start()
    await fetch(`${stack.simulatorUrl}/_control/faults`, { method: 'DELETE' })
    const sell = salesOf(stack)
    await sell({ connections: 2, requests: WARM_UP, seconds: 30 })
    await untilQuiet(stack)

    const alone = await sell({ connections: 1, requests: 2_000, seconds: SECONDS })
    await untilQuiet(stack)
    const four = await sell({ connections: 4, requests: 10_000, seconds: SECONDS })
    const bad = alone.bad + four.bad
    if (bad > 0) say(`sales: ${bad} were not paid, the first: ${alone.complaint ?? four.complaint}`)
    return [
      {
        name: 'completed sales at concurrency 4',
        value: four.perSecond,
        unit: '/s',
        goal: { atLeast: 160 },
      },
      { name: 'p50 at concurrency 4', value: four.p50Ms, unit: 'ms' },
      { name: 'p99 at concurrency 4', value: four.p99Ms, unit: 'ms' },
      { name: 'p50 at concurrency 1', value: alone.p50Ms, unit: 'ms' },
      // The whole request, the simulator's milliseconds included: never less than our own share.
      {
        name: 'own overhead p99 at concurrency 1',
        value: alone.p99Ms,
        unit: 'ms',
        goal: { atMost: 25 },
      },
      { name: 'sales that were not paid', value: bad, unit: '', goal: { atMost: 0 } },
    ]
  },
}

type Size = { readonly connections: number; readonly requests: number; readonly seconds: number }

function salesOf(stack: Stack) {
  const { apiKey, offers } = readDemo(stack)
  const url = `${stack.url}/api/v1/sales`
  let sold = 0
  // Every sale has a buyer of its own: one phone for all would be a queue of messages to one person.
  const body = () => {
    sold += 1
    const phone = `+55119${String(10_000_000 + sold)}`
    const customer = { ...CUSTOMER, phone, email: `maria.${sold}@example.com` }
    const card = { ...CARD, number: inventCard('visa', sold, 0) }
    const payment = { method: 'card', installments: 1, card }
    return JSON.stringify({ offerCode: offers.oneOff, customer, payment })
  }
  return (size: Size) =>
    load({
      url,
      ...size,
      request: () =>
        rawRequest(
          'POST',
          url,
          {
            authorization: `Bearer ${apiKey}`,
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
          },
          body(),
        ),
      isGood: ({ status, body: said }) => status === 201 && said.includes('"status":"paid"'),
    })
}

const CUSTOMER = {
  name: 'Maria de Souza',
  document: '52998224725',
}

const CARD = { holder: 'MARIA DE SOUZA', expMonth: 12, expYear: 2035, cvv: '123' }
