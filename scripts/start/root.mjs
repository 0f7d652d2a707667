// scripts/start/root.mjs
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository: every command works from any directory. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const inRoot = (...path) => join(root, ...path)

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

export const manifest = readJson(inRoot('package.json'))
