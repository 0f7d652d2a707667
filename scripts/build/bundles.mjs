// scripts/build/bundles.mjs
import { existsSync } from 'node:fs'
import * as esbuild from 'esbuild'
import { inRoot, root } from '../start/root.mjs'

/** What runs outside Next: each becomes one file in `.build`, its packages left where they are. */
const ENTRIES = {
  'parse-env': 'lib/platform/parse-env.ts',
  migrate: 'scripts/migrate.ts',
  worker: 'scripts/worker.ts',
  web: 'scripts/web.ts',
  simulator: 'scripts/simulator.ts',
  seed: 'scripts/seed/main.ts',
}

export const bundlePath = (name) => inRoot('.build', `${name}.mjs`)

/** Throws outside React's server bundle, and there is nothing to protect here. */
const serverOnly = {
  name: 'server-only is empty',
  setup(build) {
    build.onResolve({ filter: /^server-only$/ }, ({ path }) => ({ path, namespace: 'empty' }))
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }))
  },
}

const options = (entries, { plugins = [], outdir = '.build' } = {}) => ({
  absWorkingDir: root,
  entryPoints: Object.entries(entries).map(([out, source]) => ({ in: source, out })),
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  alias: { '@': root },
  sourcemap: 'linked',
  logLevel: 'error',
  plugins: [serverOnly, ...plugins],
})

const present = (entries) =>
  Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(inRoot(source))))

/** For what is no part of an installation: the benches. */
export async function bundleInto(outdir, entries) {
  await esbuild.build(options(entries, { outdir }))
  await esbuild.stop()
}

export const hasBundle = (name) => existsSync(inRoot(ENTRIES[name]))

/** A fraction of a second for all of them. */
export async function bundle(entries = ENTRIES) {
  await esbuild.build(options(present(entries)))
  // Its own process would stay as long as ours; it comes back when it is asked again.
  await esbuild.stop()
}

export const bundleOne = (name) => bundle({ [name]: ENTRIES[name] })

/** Rebuilds one bundle whenever its sources change, and tells after each time but the first. */
export async function watchBundle(name, onRebuilt) {
  let times = 0
  const tell = {
    name: 'tell',
    setup: (build) =>
      build.onEnd(({ errors }) => {
        if (errors.length === 0 && times++ > 0) onRebuilt()
      }),
  }
  const context = await esbuild.context(options({ [name]: ENTRIES[name] }, { plugins: [tell] }))
  await context.watch()
  return () => context.dispose()
}
