// tests/support/global-setup.ts
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { connect } from '@/db/client'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly server: string; readonly template: string }
  }
}

/** The tests run on what the migrations make, never on a schema pushed from the code. */
export default async function setup({ provide }: TestProject) {
  const server = process.env.TEST_POSTGRES ?? 'postgres://postgres:postgres@127.0.0.1:5433'
  const template = `test_template_${process.pid}`
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} })
  await admin.unsafe(`drop database if exists ${template}`)
  await admin.unsafe(`create database ${template}`)
  await admin.end()

  const db = connect(`${server}/${template}`)
  await migrate(db, { migrationsFolder: 'db/migrations' })
  await db.$client.end()
  provide('postgres', { server, template })
  return async () => {
    const cleaner = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} })
    await cleaner.unsafe(`drop database if exists ${template} with (force)`)
    await cleaner.end()
  }
}
