// tests/support/bundle-child.ts
import { resolve } from 'node:path'
import * as esbuild from 'esbuild'

const byAddress: esbuild.Plugin = {
  name: 'packages by their address, as the bundle lies outside the repository',
  setup(build) {
    build.onResolve({ filter: /^[a-z@][^:]*$/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@/') || path === 'server-only'
        ? undefined
        : { path: import.meta.resolve(path), external: true },
    )
  },
}

/** A script that a child process can run, as the worker is bundled. */
export async function bundleChild(entry: string, outfile: string): Promise<string> {
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': resolve('.'), 'server-only': resolve('tests/support/empty.ts') },
    plugins: [byAddress],
    logLevel: 'error',
  })
  return outfile
}
