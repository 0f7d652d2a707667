// scripts/test/skips.mjs

/**
 * Tests that may be skipped, each with its reason. Any other skipped test is a failure: what is not
 * run does not guard anything.
 */
const JUSTIFIED = [
  [/^tests\/architecture\//, 'a rule that does not apply to the file it was asked of'],
  [/^tests\/contract\/rede-sandbox/, "runs against the acquirer's own sandbox, with its keys only"],
]

export const isJustified = (title) => JUSTIFIED.some(([pattern]) => pattern.test(title))

/** Says which were skipped, and gives those that nobody justified. */
export function listSkips(results, say) {
  const skipped = results.flatMap((result) => result.skipped)
  const counts = JUSTIFIED.map(([pattern, reason]) => [
    skipped.filter((title) => pattern.test(title)).length,
    reason,
  ])
  for (const [count, reason] of counts) if (count > 0) say(`${count} skipped: ${reason}`)
  const unjustified = skipped.filter((title) => !isJustified(title))
  for (const title of unjustified) say(`skipped without a reason, counted as failed: ${title}`)
  return unjustified
}
