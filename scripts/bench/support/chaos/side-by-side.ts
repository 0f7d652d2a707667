// scripts/bench/support/chaos/side-by-side.ts

const AT_ONCE = 8

/** So many side by side, each taking the next as soon as it is done. */
export async function sideBySide<T>(
  list: Iterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = list[Symbol.iterator]()
  const worker = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
