// tests/e2e/support/simulator.ts
import { simulatorUrl } from './stack'

type Fault = {
  readonly acquirer: 'cielo' | 'rede' | 'whatsapp' | 'evolution'
  readonly operation: string
  readonly mode: string
  readonly [more: string]: unknown
}

type Entry = {
  readonly acquirer: string
  readonly reference: string
  readonly status: string
  readonly amount: number
  readonly capturedAmount: number
  readonly last4: string
}

const control = (path: string, init?: RequestInit) =>
  fetch(`${simulatorUrl}/_control/${path}`, init)

export const addFault = (fault: Fault) =>
  control('faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  })

export const clearFaults = () => control('faults', { method: 'DELETE' })

export const readLedger = async (): Promise<Entry[]> => (await control('ledger')).json()

/** The buyer's bank pays the newest Pix or boleto there is. */
export async function payNewest(): Promise<void> {
  const entry = (await readLedger()).findLast(({ status }) => status === 'waiting')
  if (entry === undefined) throw new Error('nothing waits to be paid')
  const { acquirer, reference } = entry
  const paid = await control('pay', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ acquirer, reference }),
  })
  if (!paid.ok) throw new Error(`the simulator answered ${paid.status}`)
}
