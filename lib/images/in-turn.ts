// lib/images/in-turn.ts

/**
 * One at a time, in the order they came, and no more than so many waiting: pictures are worked on
 * beside the sales, not before them. What finds the room full is told so at once.
 */
export function makeTurns(waitingMax: number) {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async function inTurn<T>(work: () => Promise<T>): Promise<T | 'full'> {
    if (waiting >= waitingMax) return 'full'
    waiting += 1
    const mine = last.then(work).finally(() => {
      waiting -= 1
    })
    last = mine.catch(() => {})
    return mine
  }
}
