// scripts/test/stages.mjs
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { inRoot, root } from '../start/root.mjs'
import { withBrowserAndStack } from './e2e.mjs'
import { bin, judge, runReported } from './stage.mjs'

export const lint = () => judge('lint', bin('biome'), ['ci', '--colors=off', '.'])
export const types = () => judge('types', bin('tsc'), ['--noEmit'])
export const deadCode = () => judge('dead code', bin('knip'), ['--no-progress'])

const reportPath = (name) => {
  mkdirSync(inRoot('.test'), { recursive: true })
  return inRoot('.test', `${name}.json`)
}

export function vitest(name, words, env = {}) {
  const report = reportPath(name)
  return runReported(name, {
    command: bin('vitest'),
    words: [
      ...['run', '--no-color', '--reporter=dot', '--reporter=json'],
      ...[`--outputFile.json=${report}`, ...words],
    ],
    env,
    report,
    read: readVitest,
  })
}

function readVitest({ testResults, numPassedTests, numFailedTests }) {
  const skipped = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ fullName }) => `${relative(root, name)} ${fullName}`),
  )
  // A file that could not be loaded failed without a test that could say so.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, skipped }
}

/** The journeys, in a real browser, on the built application started as anybody would start it. */
export const e2e = (words = []) =>
  withBrowserAndStack((env) => {
    const report = reportPath('e2e')
    return runReported('e2e', {
      command: bin('playwright'),
      words: ['test', ...words],
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      report,
      read: readPlaywright,
    })
  })

function readPlaywright({ suites, errors, stats }) {
  const skipped = []
  const walk = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      const isSkipped = spec.tests.some(({ status }) => status === 'skipped')
      if (isSkipped) skipped.push(`${path} ${spec.title}`)
    }
    for (const child of suite.suites ?? []) walk(child, `${path} ${child.title}`)
  }
  for (const suite of suites) walk(suite, `tests/e2e/${suite.title}`)
  return {
    passed: stats.expected,
    // What passes only the second time is not a guarantee.
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped,
  }
}

/** A folder that user `postgres` may enter, gone when the work is over. */
export async function inTempFolder(work) {
  const { chmodSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const folder = mkdtempSync(`${tmpdir()}/campainha-test-`)
  chmodSync(folder, 0o755)
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
