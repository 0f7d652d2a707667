// scripts/bench/support/bare-server.ts
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import postgres from 'postgres'

/** The least that keeps a postback: read the bytes, one insert of two rows, answer. */
const sql = postgres(process.env.DATABASE_URL ?? '', { max: 10, onnotice: () => {} })

const server = createServer((request, response) => {
  keep(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error))
  })
})

async function keep(request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const id = `pbk_bare${randomBytes(12).toString('hex')}`
  const hash = createHash('sha256').update(body).digest('hex')
  const at = new Date().toISOString()
  await sql`
    with kept as (
      insert into bare_postbacks (id, account_id, store_id, platform, body, body_hash, headers, query,
        delivery_key, state, test, mapper_version, received_at)
      values (${id}, 'acc_bare', 'str_bare', 'payt', ${body}, ${hash},
        ${JSON.stringify(request.headers)}::text::jsonb, '', ${hash}, 'accepted', false, 1,
        ${at}::text::timestamptz)
    )
    insert into bare_outbox (id, account_id, name, payload, created_at)
    values (${`fct_${id}`}, 'acc_bare', 'postback.kept',
      ${JSON.stringify({ postbackId: id })}::text::jsonb, ${at}::text::timestamptz)`
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ received: true, id }))
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`http://127.0.0.1:${port}/\n`)
})
process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  void sql.end()
})
