// scripts/start/parent.mjs

const LOOK_EVERY_MS = 1_000

/**
 * Calls back once when whoever started this process is gone, however it went: by the channel to
 * it, or under npm by a change of parent. Started any other way, a process may outlive its parent.
 */
export function onParentGone(callback) {
  let told = false
  const tell = () => {
    if (told) return
    told = true
    callback()
  }
  if (process.channel) {
    process.channel.unref()
    process.once('disconnect', tell)
    return
  }
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const look = setInterval(() => process.ppid !== parent && tell(), LOOK_EVERY_MS)
  look.unref()
}
