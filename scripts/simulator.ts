// scripts/simulator.ts
import { startSimulator } from '@/lib/simulator/server'

/** Long enough to see the code change once. */
const AUTO_SCAN_MS = 25_000

/**
 * Started by the supervisor, bundled like the worker. Its first line on stdout is
 * `{"event":"ready","addresses":{"control":…,"cielo":…,"rede":…,"whatsapp":…,"evolution":…,"smtp":…}}`.
 */
async function main() {
  // biome-ignore lint/style/noProcessEnv: the simulator knows nothing of the application's environment.
  const { SIMULATOR_PORT = '4010', SIMULATOR_STATE } = process.env
  const port = Number(SIMULATOR_PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return fail(`SIMULATOR_PORT: ${SIMULATOR_PORT} is no port`)
  }
  const simulator = await startSimulator({
    port,
    autoScanMs: AUTO_SCAN_MS,
    ...(SIMULATOR_STATE && { statePath: SIMULATOR_STATE }),
  })
  process.stdout.write(`${JSON.stringify({ event: 'ready', addresses: simulator.addresses })}\n`)

  const stop = () => {
    simulator.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(String(error)),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function fail(complaint: string) {
  process.stderr.write(`simulator: ${complaint}\n`)
  process.exit(1)
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  fail(
    taken
      ? `port ${'port' in error ? error.port : ''} is taken; set SIMULATOR_PORT to a free one`
      : error instanceof Error
        ? error.message
        : String(error),
  )
})
