// Follows the Dockerfile step by step in an empty folder, for machines without a Docker engine: every COPY and RUN
// of every stage, then CMD until HEALTHCHECK succeeds. Absolute paths lie in the folder; users are not changed.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const context = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'dockerfile-'))
const allowed = readFileSync(path.join(context, '.dockerignore'), 'utf8').match(/(?<=^!).+/gm) ?? []
const stages = new Map()
let stage

async function follow() {
  const text = readFileSync(path.join(context, 'Dockerfile'), 'utf8').replace(/^#.*\n/gm, '')
  for (const line of text.replace(/\\\n/g, ' ').split('\n').filter(Boolean)) {
    const [, word, rest] = /^(\S+)\s+(.*)$/.exec(line) ?? []
    steps[word]?.(rest)
  }
  return serves()
}

/** What the instructions do here; the others (USER, EXPOSE, VOLUME, STOPSIGNAL) change nothing outside of Docker. */
const steps = {
  FROM(rest) {
    const [, , name = 'last'] = rest.split(/\s+/)
    stage = { root: path.join(folder, name), workdir: '/', env: {} }
    stages.set(name, stage)
  },
  ENV(rest) {
    for (const [, name, value] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[name] = value
  },
  WORKDIR(rest) {
    stage.workdir = rest
    mkdirSync(inside(rest), { recursive: true })
  },
  COPY(rest) {
    const words = rest.split(/\s+/)
    const from = words[0].startsWith('--from=')
      ? stages.get(words.shift().slice('--from='.length))
      : undefined
    const to = words.pop()
    for (const word of words) copy(word, to, from)
  },
  RUN(rest) {
    console.log(`RUN ${rest}`)
    const command = rest.replace(/chown \S+ \S+/g, 'true').replace(/(?<=\s)\/data\b/g, inside('/data'))
    const { status } = spawnSync(command, { shell: true, cwd: inside(stage.workdir), stdio: 'inherit' })
    if (status !== 0) throw new Error(`RUN ended with ${status}`)
  },
  HEALTHCHECK(rest) {
    stage.health = JSON.parse(rest.slice(rest.indexOf('[')))
  },
  CMD(rest) {
    stage.command = JSON.parse(rest)
  }
}

function copy(word, to, from) {
  if (!from && !allowed.includes(word)) throw new Error(`COPY ${word}: .dockerignore leaves it out`)
  const source = from ? path.join(from.root, word) : path.join(context, word)
  if (!existsSync(source)) throw new Error(`COPY ${word}: it does not exist`)
  const target = path.join(inside(stage.workdir), to)
  const isInto = to.endsWith('/') || to === '.'
  cpSync(source, isInto ? path.join(target, path.basename(word)) : target, {
    recursive: true,
    verbatimSymlinks: true
  })
}

async function serves() {
  const env = {
    ...process.env,
    ...stage.env,
    DATA_DIR: inside(stage.env.DATA_DIR),
    PORT: process.env.PORT ?? '3999'
  }
  const [file, ...args] = stage.command
  const service = spawn(file, args, { cwd: inside(stage.workdir), env, stdio: 'inherit' })
  const ended = new Promise(resolve => service.on('exit', code => resolve(code ?? 1)))
  const health = () => spawnSync(stage.health[0], stage.health.slice(1), { env }).status === 0
  let healthy = false
  for (let tries = 0; tries < 60 && !healthy && service.exitCode === null; tries++) {
    await sleep(1000)
    healthy = health()
  }
  service.kill('SIGTERM')
  const code = await ended
  console.log(
    healthy && code === 0 ? 'healthy, and stopped on SIGTERM' : `not healthy, or ended with ${code}`
  )
  return healthy ? code : 1
}

function inside(absolute) {
  return path.join(stage.root, absolute)
}

process.exitCode = await follow().finally(() => rmSync(folder, { recursive: true, force: true }))
