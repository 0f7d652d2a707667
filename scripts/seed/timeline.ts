// scripts/seed/timeline.ts

/** Something that is done at a moment, and what it brings about later. */
export type Deed = { readonly at: Date; readonly act: () => Promise<readonly Deed[]> }

/** Everything in the order of its moments; `before` runs the clock up to each of them. */
export async function runTimeline(
  deeds: readonly Deed[],
  { now, before }: { readonly now: Date; readonly before: (at: Date) => Promise<void> },
): Promise<number> {
  const waiting = [...deeds].sort(byMoment)
  let done = 0
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next.at >= now) break
    await before(next.at)
    const later = await next.act()
    if (later.length > 0) waiting.push(...later)
    if (later.length > 0) waiting.sort(byMoment)
    done += 1
  }
  return done
}

const byMoment = (a: Deed, b: Deed) => a.at.getTime() - b.at.getTime()
