// scripts/start/refusal.mjs

/** What a person can put right: said in one line, without a stack. Everything else is a bug. */
export class Refusal extends Error {}

const DISK_FULL = /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded/i

export const say = (line) => process.stdout.write(`campainha  ${line}\n`)

export const complain = (line) => process.stderr.write(`campainha  ${line}\n`)

/** The one line for whatever went wrong. */
export function lineOf(error) {
  const text = error instanceof Error ? `${error.message} ${error.code ?? ''}` : String(error)
  if (error instanceof Refusal) return error.message
  if (DISK_FULL.test(text)) return 'The disk is full: free some space and start again.'
  return text.split('\n')[0]
}

/** Runs a command's main function; ends the process with its status. */
export async function run(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    complain(lineOf(error))
    const known = error instanceof Refusal || DISK_FULL.test(String(error))
    if (!known && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  }
}
