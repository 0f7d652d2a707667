// scripts/bench/support/main.mjs
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { pathToFileURL } from 'node:url'
import { bundleInto } from '../../build/bundles.mjs'
import { Refusal } from '../../start/refusal.mjs'
import { inRoot } from '../../start/root.mjs'
import { openLab } from './lab.mjs'

/** What benches run as processes of their own. */
const CHILDREN = [
  'bare-server',
  'workflows-worker',
  'notifications-worker',
  'killed-worker',
  'chaos/till',
]

/** `npm run bench -- [--json] [NAME …]`: all of them when none is named. */
export async function main(words) {
  const json = words.includes('--json')
  const say = (line) => process.stderr.write(`bench      ${line}\n`)
  const benches = await readBenches(words.filter((word) => !word.startsWith('--')))
  const results = {}
  for (const bench of benches) {
    say(`${bench.name}: ${bench.about}`)
    const lab = openLab(say)
    try {
      const figures = await bench.run(lab)
      results[bench.name] = figures.map((figure) => ({ ...figure, met: isMet(figure) }))
      if (!json) print(bench.name, figures)
    } finally {
      await lab.close()
    }
  }
  const machine = { node: process.versions.node, cores: cpus().length, cpu: cpus()[0]?.model }
  if (json) process.stdout.write(`${JSON.stringify({ ...machine, benches: results })}\n`)
}

/** A bench is a file beside the type: its name is the file's. */
async function readBenches(asked) {
  const names = readdirSync(inRoot('scripts/bench'))
    .filter((file) => file.endsWith('.ts') && file !== 'bench.ts')
    .map((file) => file.slice(0, -'.ts'.length))
  const unknown = asked.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new Refusal(`There is no bench ${unknown}: ${names.join(', ')}.`)
  }
  const chosen = asked.length > 0 ? asked : names
  const sources = chosen.map((name) => [name, `scripts/bench/${name}.ts`])
  const helpers = CHILDREN.map((name) => [
    name.split('/').at(-1),
    `scripts/bench/support/${name}.ts`,
  ])
  await bundleInto('.build/bench', Object.fromEntries([...sources, ...helpers]))
  return Promise.all(
    chosen.map(async (name) => {
      const { bench } = await import(pathToFileURL(inRoot('.build/bench', `${name}.mjs`)).href)
      return bench
    }),
  )
}

function isMet({ value, goal }) {
  if (goal === undefined) return null
  return value >= (goal.atLeast ?? value) && value <= (goal.atMost ?? value)
}

function print(name, figures) {
  for (const figure of figures) {
    const { name: what, value, unit, goal } = figure
    const wanted =
      goal === undefined
        ? ''
        : `  goal ${goal.atLeast === undefined ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`}${isMet(figure) ? '' : '  MISSED'}`
    const shown = value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 })
    process.stdout.write(
      `${name.padEnd(12)} ${what.padEnd(40)} ${shown.padStart(10)} ${unit}${wanted}\n`,
    )
  }
}
