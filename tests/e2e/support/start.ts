// tests/e2e/support/start.ts
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

const OWN = /^campainha {2}/
const READY_LINE = /^campainha {2}ready at /m

/** `npm start` without npm: its lines, its end, and the moment it says that it is ready. */
export function start(variables: Readonly<Record<string, string>>) {
  const { DATABASE_URL: _, APP_URL: __, ...inherited } = process.env
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  let complained = ''
  child.stderr?.on('data', (part: Buffer) => {
    complained += part.toString()
  })
  const end = new Promise<{ status: number | null; errors: readonly string[] }>((settle) => {
    child.once('close', (status) => {
      const errors = complained.split('\n').filter((line) => OWN.test(line))
      settle({ status, errors })
    })
  })
  const ready = new Promise<void>((isReady, failed) => {
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString()
      if (READY_LINE.test(said)) isReady()
    })
    end.then(() => failed(new Error(`it ended: ${complained}`)), failed)
  })
  // Whoever waits for the end alone does not hear of a readiness that never came.
  ready.catch(() => {})
  return { ready, end, stop: () => child.kill('SIGTERM'), kill: () => child.kill('SIGKILL') }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (typeof address !== 'object' || address === null) throw new Error('no port was given')
  return address.port
}
