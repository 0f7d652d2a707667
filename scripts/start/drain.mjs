// scripts/start/drain.mjs
import { Server } from 'node:http'

const LOOK_EVERY_MS = 100
const closeOnce = Server.prototype.close

/**
 * Loaded into the web process. A closing server finishes what it has, and Node would let a
 * connection that is kept alive bring it more for ever: from now on every answer says that it is
 * the last one, and whoever has nothing open is let go.
 */
Server.prototype.close = function close(done) {
  const closing = closeOnce.call(this, done)
  this.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
  const look = setInterval(() => this.closeIdleConnections(), LOOK_EVERY_MS)
  this.once('close', () => clearInterval(look))
  return closing
}
