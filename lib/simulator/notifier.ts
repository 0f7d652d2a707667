// lib/simulator/notifier.ts

/** What a counterpart sends to an address of ours when something happened without our asking. */
export type Notice = {
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

type Subscription = { readonly url: string; readonly headers: Readonly<Record<string, string>> }

export type Told = {
  readonly acquirer: string
  readonly merchant: string
  readonly url: string
  readonly body: object
  readonly at: string
  /** HTTP status of the last try; 0 where nobody answered, null while the first is under way. */
  status: number | null
  tries: number
}

/** Three new tries, as Cielo promises; its half hours are seconds here. */
const PAUSES_MS = [1_000, 5_000, 30_000]
const TIMEOUT_MS = 5_000
const TOLD_MAX = 500
/** For every merchant of an acquirer. */
const EVERYBODY = '*'

/** Kept across a reset: where to call was agreed with the counterpart, as a password is. */
const SHELF = 'notices.tokens'

type Tools = {
  readonly shelf: (name: string) => Map<string, unknown>
  readonly now: () => Date
}

/** Tells, and tries again; nobody waits for it, and it keeps no process alive. */
export function makeNotifier({ shelf, now }: Tools) {
  const told: Told[] = []
  const nameOf = (acquirer: string, merchant: string) => `${acquirer} ${merchant.toLowerCase()}`

  async function send(notice: Notice, { url, headers }: Subscription, entry: Told) {
    const body = JSON.stringify(notice.body)
    for (const pauseMs of [...PAUSES_MS, null]) {
      entry.tries++
      entry.status = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...notice.headers, ...headers },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'manual',
      }).then(
        ({ status }) => status,
        () => 0,
      )
      if ((entry.status >= 200 && entry.status < 300) || pauseMs === null) return
      await new Promise<void>((done) => {
        setTimeout(done, pauseMs).unref()
      })
    }
  }
  return {
    told,
    clear: () => void told.splice(0),
    /** `url` null: no more. Without a merchant, for all of the acquirer's. */
    register(
      acquirer: string,
      { merchant = EVERYBODY, url, headers = {} }: Partial<Subscription> & { merchant?: string },
    ) {
      const name = nameOf(acquirer, merchant)
      if (url === undefined) shelf(SHELF).delete(name)
      else shelf(SHELF).set(name, { url, headers } satisfies Subscription)
    },
    notify(acquirer: string, merchant: string, notice: Notice): void {
      const kept =
        shelf(SHELF).get(nameOf(acquirer, merchant)) ??
        shelf(SHELF).get(nameOf(acquirer, EVERYBODY))
      if (kept === undefined) return
      const to = kept as Subscription
      const at = now().toISOString()
      const { body } = notice
      const entry: Told = { acquirer, merchant, url: to.url, body, at, status: null, tries: 0 }
      told.push(entry)
      if (told.length > TOLD_MAX) told.shift()
      void send(notice, to, entry)
    },
  }
}
