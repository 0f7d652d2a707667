// scripts/start/ports.mjs
import { createServer } from 'node:net'
import { Refusal } from './refusal.mjs'

/** Listens and lets go: null when the port is free, else why not. */
function tryPort(port, host) {
  return new Promise((settle) => {
    const server = createServer()
    server.once('error', ({ code }) => settle(code))
    server.listen({ port, host, exclusive: true }, () => {
      const { port: taken } = server.address()
      server.close(() => settle(port === 0 ? taken : null))
    })
  })
}

export const freePort = (host = '127.0.0.1') => tryPort(0, host)

export const isFree = async (port, host = '127.0.0.1') => (await tryPort(port, host)) === null

/** One clear line, before anything is started, when somebody listens there already. */
export async function refuseTakenPort(name, port, host) {
  // Somebody on the loopback alone is found only by asking there too.
  for (const address of new Set([host, '127.0.0.1'])) {
    const code = await tryPort(port, address)
    if (code === null) continue
    if (code === 'EADDRINUSE') {
      throw new Refusal(
        `${name}: port ${port} is already in use. Stop what listens there, or set ${name} to another port.`,
      )
    }
    throw new Refusal(`${name}: port ${port} cannot be opened on ${address} (${code}).`)
  }
}
