// scripts/bench/bench.ts

/** One line of the answer: what was measured, what came out, and what was hoped for. */
export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** A goal, printed beside the figure; no bench fails because of it. */
  readonly goal?: { readonly atLeast?: number; readonly atMost?: number }
}

/** What the harness has ready for every bench; each is started when it is first asked for. */
export type Lab = {
  /** A real PostgreSQL with the settings of an embedded installation, fsync on, gone afterwards. */
  readonly postgres: () => Promise<{
    /** Connects to a new database with every migration; the harness drops it. */
    readonly database: () => Promise<{ readonly url: string }>
    /** Stops at once and starts again on the same port, for benches about crashes. */
    readonly restart: () => Promise<void>
  }>
  /** The built application as `npm start` runs it, in a folder of its own, with the demo account. */
  readonly stack: () => Promise<Stack>
  /** The browser of the end-to-end tests; who asks opens it. */
  readonly browser: () => Promise<FoundBrowser>
  readonly say: (line: string) => void
}

export type FoundBrowser = {
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}

export type Stack = {
  readonly url: string
  readonly simulatorUrl: string
  readonly databaseUrl: string
  readonly dataDir: string
}

/** A file `scripts/bench/<name>.ts` exports one as `bench`; `npm run bench -- <name>` runs it. */
export type Bench = {
  readonly name: string
  readonly about: string
  readonly run: (lab: Lab) => Promise<readonly Figure[]>
}
