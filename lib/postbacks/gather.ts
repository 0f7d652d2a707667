// lib/postbacks/gather.ts

type Waiting<Item, Done> = {
  readonly item: Item
  readonly resolve: (done: Done) => void
  readonly reject: (reason: unknown) => void
}

type Options<Item, Done> = {
  /** Answers every item, in its place; a throw is of all of them. */
  readonly work: (items: readonly Item[]) => Promise<readonly Done[]>
  /** Two items that are the same thing never go together: the second waits for the first. */
  readonly sameness: (item: Item) => string
  readonly most: number
  /** So many pieces of work at once; what comes meanwhile goes with the next one. */
  readonly lanes: number
}

/**
 * What arrives together is worked on together. Who is alone does not wait for company: only when
 * every lane is taken does anybody wait, and then the next piece takes all who did.
 */
export function makeGatherer<Item, Done>(options: Options<Item, Done>) {
  let waiting: Waiting<Item, Done>[] = []
  let working = 0
  let planned = false

  async function run(together: readonly Waiting<Item, Done>[]) {
    working++
    try {
      const done = await options.work(together.map(({ item }) => item))
      for (const [n, { resolve }] of together.entries()) resolve(done[n] as Done)
    } catch (error) {
      for (const { reject } of together) reject(error)
    } finally {
      working--
      if (waiting.length > 0) plan()
    }
  }

  /** Each thing once, up to the most; the others keep their turn. */
  function take(): readonly Waiting<Item, Done>[] {
    const seen = new Set<string>()
    const taken: Waiting<Item, Done>[] = []
    const left: Waiting<Item, Done>[] = []
    for (const each of waiting) {
      const name = options.sameness(each.item)
      if (taken.length < options.most && !seen.has(name)) {
        seen.add(name)
        taken.push(each)
      } else left.push(each)
    }
    waiting = left
    return taken
  }

  function begin() {
    planned = false
    while (working < options.lanes && waiting.length > 0) void run(take())
  }

  /** After what this turn of the event loop still brings, which is a matter of microseconds. */
  function plan() {
    if (planned || working >= options.lanes) return
    planned = true
    setImmediate(begin)
  }

  return (item: Item) =>
    new Promise<Done>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      plan()
    })
}
