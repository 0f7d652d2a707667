// scripts/start/postgres-user.mjs
import { execFileSync, spawnSync } from 'node:child_process'
import { Refusal } from './refusal.mjs'

const quietly = { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }

/** PostgreSQL refuses to run as root: as root it runs as user `postgres`, made when missing. */
export function serverUser() {
  if (process.getuid?.() !== 0) return null
  return lookUp('postgres') ?? create() ?? lookUp('nobody') ?? giveUp()
}

function lookUp(name) {
  try {
    const id = (flag) => Number(execFileSync('id', [flag, name], quietly))
    return { name, uid: id('-u'), gid: id('-g') }
  } catch {
    return null
  }
}

function create() {
  spawnSync('groupadd', ['--system', 'postgres'], quietly)
  spawnSync('useradd', ['--system', '-g', 'postgres', '-M', 'postgres'], quietly)
  return lookUp('postgres')
}

function giveUp() {
  throw new Refusal('PostgreSQL cannot run as root, and no user for it could be made (useradd).')
}

const canDieWithUs = () =>
  process.platform === 'linux' &&
  spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], quietly).status === 0

/**
 * How to run PostgreSQL's programs: [command, ...words] before the program, and spawn's options.
 * With `setpriv` the server stops when the supervisor is killed. A clone below a folder that only
 * root may enter (/root, mktemp -d) is closed to user `postgres`: there the program keeps the one
 * right to walk through folders.
 */
export function runnerFor(user, probe) {
  const leash = canDieWithUs() ? ['setpriv', '--pdeathsig', 'INT'] : []
  if (user === null) return { words: leash, options: {} }
  const plain = { words: [], options: { uid: user.uid, gid: user.gid } }
  if (leash.length === 0) return works(plain, probe) ? plain : closed(user, probe)

  const as = [...leash, '--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups']
  const walking = ['dac_read_search', 'dac_override'].map((right) => [
    ...as,
    ...['--securebits', '+no_setuid_fixup'],
    ...['--inh-caps', `+${right}`, '--ambient-caps', `+${right}`],
  ])
  for (const words of [as, ...walking]) {
    const runner = { words, options: {} }
    if (works(runner, probe)) return runner
  }
  return closed(user, probe)
}

function works({ words, options }, { program, folder }) {
  const run = (...line) => {
    const [command, ...rest] = [...words, ...line]
    return spawnSync(command, rest, { ...quietly, ...options, cwd: '/' }).status === 0
  }
  return run(program, '--version') && run('ls', '-d', `${folder}/.`)
}

function closed(user, { program, folder }) {
  throw new Refusal(
    `User ${user.name}, whom PostgreSQL runs as, may not enter ${folder} or run ${program}. Put both where every user may go.`,
  )
}
