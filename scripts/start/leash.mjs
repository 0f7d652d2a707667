// scripts/start/leash.mjs

const GRACE_MS = 10_000

/**
 * Loaded into every child before its own code. When the supervisor is killed the channel to it
 * closes: the child then stops as it would on SIGTERM, so that nothing is left behind on the ports.
 */
if (process.channel) {
  process.channel.unref()
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), GRACE_MS).unref()
  })
}
