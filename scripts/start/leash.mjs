// scripts/start/leash.mjs

const GRACE_MS = 10_000

/**
 * Loaded into every child before its own code. When the supervisor is killed the channel to it
 * closes: the child then stops as it would on SIGTERM, so that nothing is left behind on the ports.
 */
// Next's development server starts processes of its own with the same options: not their leash.
const isOurs = process.ppid === Number(process.env.SUPERVISOR_PID)

if (process.channel && isOurs) {
  process.channel.unref()
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), GRACE_MS).unref()
  })
}
