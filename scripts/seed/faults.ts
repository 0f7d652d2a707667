// scripts/seed/faults.ts

export type SeedFault = Readonly<Record<string, string | number>>

/** Asks the simulator to misbehave for one sale, the way a launch night does. */
export function makeFaults(controlUrl: string) {
  const add = async (fault: SeedFault) => {
    const response = await fetch(`${controlUrl}/_control/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    })
    if (!response.ok) throw new Error(`The simulator refused a fault: ${await response.text()}`)
  }
  const clear = async () => {
    await fetch(`${controlUrl}/_control/faults`, { method: 'DELETE' })
  }
  /** The faults stand while `work` runs and no longer. */
  return async <T>(faults: readonly SeedFault[], work: () => Promise<T>): Promise<T> => {
    if (faults.length === 0) return work()
    for (const fault of faults) await add(fault)
    try {
      return await work()
    } finally {
      await clear()
    }
  }
}
export type WithFaults = ReturnType<typeof makeFaults>
