// scripts/start/demo.mjs
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from './root.mjs'
import { writePrivately } from './secrets.mjs'

const pathOf = (dataDir) => join(dataDir, 'demo.json')

export const hasDemo = (dataDir) => existsSync(pathOf(dataDir))

export const readDemo = (dataDir) => (hasDemo(dataDir) ? readJson(pathOf(dataDir)) : null)

/** The account stays when the port changes; the addresses in its file go with the port. */
export function moveDemo(dataDir, { baseUrl, simulatorUrl }) {
  const demo = readDemo(dataDir)
  if (demo === null) return
  if (demo.baseUrl === baseUrl && demo.simulatorUrl === simulatorUrl) return
  const moved = (value) => {
    if (typeof value === 'string' && value.startsWith(`${demo.baseUrl}/`)) {
      return baseUrl + value.slice(demo.baseUrl.length)
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, moved(child)]))
  }
  writePrivately(pathOf(dataDir), { ...moved(demo), baseUrl, simulatorUrl })
}
