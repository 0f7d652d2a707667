// scripts/bench/support/static-page.ts
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const FOLDER = '.test/static-page'
const NEXT = join(process.cwd(), 'node_modules/next/dist/bin/next')
/** The text of a page is in it twice: as HTML and in what the browser's React starts from. */
const TIMES = 2
const FRAME_BYTES = 6_000
const WORDS = 'O som do quintal — violão, café e três canções. '

/** A Next application of one static page, about as long as the page it is compared with. */
export async function startStaticPage(bytes: number) {
  write(Math.max(0, Math.round((bytes - FRAME_BYTES) / TIMES)))
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  execFileSync(process.execPath, [NEXT, 'build'], { cwd: FOLDER, env, stdio: 'pipe' })
  const port = await freePort()
  const words = [NEXT, 'start', '--port', `${port}`, '--hostname', '127.0.0.1']
  const child = spawn(process.execPath, words, { cwd: FOLDER, env, stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}/`
  const stop = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    rmSync(FOLDER, { recursive: true, force: true })
  }
  return { url, bytes: await sizeOf(url), stop }
}

function write(filler: number) {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(join(FOLDER, 'app'), { recursive: true })
  // As Portuguese as the other: text beyond ASCII is dearer to write.
  const text = JSON.stringify(WORDS.repeat(filler / Buffer.byteLength(WORDS)))
  const files = {
    'package.json': '{ "private": true, "type": "module" }',
    'next.config.js': 'export default { poweredByHeader: false }',
    'app/layout.jsx':
      'export default ({ children }) => <html lang="en"><body>{children}</body></html>',
    'app/page.jsx': `export default () => <main><h1>Static</h1><p>{${text}}</p></main>`,
  }
  for (const [path, content] of Object.entries(files)) writeFileSync(join(FOLDER, path), content)
}

async function sizeOf(url: string): Promise<number> {
  for (let look = 0; look < 100; look++) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return (await answer.text()).length
    await wait(100)
  }
  throw new Error('the static page did not start')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (typeof address !== 'object' || address === null) throw new Error('no port was given')
  return address.port
}
