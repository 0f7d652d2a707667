// scripts/bench/support/kill-web.ts
import { readdirSync, readFileSync } from 'node:fs'
import type { Stack } from '../bench'

/** As a kernel without memory would: the web process of this stack, at once. False if it is not found. */
export function killWeb({ url }: Stack): boolean {
  const { port } = new URL(url)
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const words = wordsOf(pid)
    if (words.some((word) => word.endsWith('.build/web.mjs')) && words.includes(port)) {
      process.kill(Number(pid), 'SIGKILL')
      return true
    }
  }
  return false
}

function wordsOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return [] // It ended meanwhile.
  }
}
