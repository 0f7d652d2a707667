// scripts/bench/support/bare-postbacks.ts
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import postgres from 'postgres'

const TABLES = ['postbacks', 'outbox'] as const

/** The bare handler in a process of its own, as the application is, on copies of the same tables. */
export async function startBare(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  for (const table of TABLES) {
    await sql.unsafe(`drop table if exists bare_${table}`)
    await sql.unsafe(`create table bare_${table} (like ${table} including all)`)
  }
  const child = spawn(process.execPath, ['.build/bench/bare-server.mjs'], {
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await firstLine(child)
  const stop = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
    for (const table of TABLES) await sql.unsafe(`drop table bare_${table}`)
    await sql.end()
  }
  return { url, stop }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not read')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return line.toString().trim()
}
