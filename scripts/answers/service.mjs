// Starts a checkout's build as a process of its own, over a data folder, on a port of the loopback.
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { get } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port.mjs'

const startsWithin = 900_000
const stopsWithin = 60_000

/**
 * A copy of `dist/` that is called `buildName`, beside links to all else of the checkout. The name is in every response
 * and every ETag, so two builds can only be compared under the same name. Returns the folder.
 */
export function namedBuild(checkout, buildName) {
  const root = path.resolve(checkout)
  if (!existsSync(path.join(root, 'dist/server.js'))) throw new Error(`${root} is not built: npm run build`)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'answers-build-'))
  cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), { recursive: true })
  writeFileSync(path.join(folder, 'dist/.built'), `${buildName}\n`)
  cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'))
  for (const name of ['node_modules', 'migrations', 'openapi', 'starter'])
    if (existsSync(path.join(root, name))) symlinkSync(path.join(root, name), path.join(folder, name))
  return folder
}

/** The settings of the service. Those that affect responses do not depend on the environment. */
export const settingsOf = dataDir => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DATABASE_URL|PUBLIC_URL|NODE_OPTIONS)$/.test(name))
  ),
  DATA_DIR: path.resolve(dataDir),
  FIRST_DATA: 'demo',
  HOST: '127.0.0.1',
  RATE_LIMIT: '100000000',
  LOG_LEVEL: 'error',
  STATISTICS_TIMEOUT_MS: '600000',
  ANSWER_CACHE_MB: '64'
})

/** Resolves when the service is ready; `stop` ends it and the database that it started. */
export async function startService(folder, dataDir) {
  const port = await freePort()
  const child = spawn(process.execPath, ['dist/server.js'], {
    cwd: folder,
    env: { ...settingsOf(dataDir), PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const said = []
  child.stderr.on('data', chunk => said.push(chunk))
  const ended = new Promise(resolve => child.once('close', resolve))
  const stop = () => stopService(child, ended, dataDir)
  const text = () => Buffer.concat(said).toString('utf8').slice(-2000)
  try {
    for (const until = performance.now() + startsWithin; !(await isReady(port)); await sleep(200)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the service ended: ${text()}`)
      if (performance.now() > until) throw new Error(`the service is not ready in time: ${text()}`)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    port,
    pid: child.pid,
    stop,
    said: text,
    isRunning: () => child.exitCode === null && child.signalCode === null
  }
}

async function stopService(child, ended, dataDir) {
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), stopsWithin)
  await ended
  clearTimeout(late)
  // The embedded server of a killed service still uses the folder: `postmaster.pid` names its process.
  for (let tries = 0; postmasters(dataDir).length > 0 && tries < 100; tries++) {
    if (tries === 50) for (const pid of postmasters(dataDir)) process.kill(pid, 'SIGINT')
    await sleep(200)
  }
}

function postmasters(dataDir) {
  const folder = path.join(dataDir, 'postgres')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => path.basename(name) === 'postmaster.pid')
    .map(name => Number(readFileSync(path.join(folder, name), 'utf8').split('\n')[0]))
    .filter(pid => pid > 0 && isRunning(pid))
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function isReady(port) {
  return new Promise(resolve => {
    const asking = get({ host: '127.0.0.1', port, path: '/ready', agent: false, timeout: 5000 }, answer => {
      answer.resume()
      answer.once('close', () => resolve(answer.statusCode === 200))
    })
    asking.once('timeout', () => asking.destroy())
    asking.once('error', () => resolve(false))
  })
}

export const removeFolder = folder => rmSync(folder, { recursive: true, force: true })
