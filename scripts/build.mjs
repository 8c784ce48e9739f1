// Builds dist/ from src/. With --if-stale only where dist/ is absent or older than src/, so that `npm start`
// works after `npm ci --ignore-scripts` and after a change, and costs nothing otherwise.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { filesIn, lastChange } from './files.mjs'
import { makePageFiles } from './page-files.mjs'

process.chdir(path.resolve(import.meta.dirname, '..'))
const built = 'dist/.built'

if (process.argv.includes('--if-stale') && isFresh()) process.exit(0)
build()

function isFresh() {
  if (!existsSync(built)) return false
  if (!existsSync('src')) return true
  const since = statSync(built).mtimeMs
  const fresh = lastChange(['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) <= since
  if (!fresh && !isWritable('.')) {
    console.error('dist/ is older than src/, and this folder cannot be written: dist/ is used as it is.')
    return true
  }
  return fresh
}

function build() {
  const compiler = findCompiler()
  if (!compiler) fail('dist/ cannot be built: TypeScript is not installed. Run `npm ci` first.')
  if (!isWritable('.'))
    fail('dist/ cannot be built: this folder cannot be written. Run `npm ci` where it can.')
  // Built elsewhere, then renamed: a service that starts meanwhile finds the former dist/ or the new one, whole.
  const [next, former] = [`node_modules/.dist-${process.pid}`, `node_modules/.former-dist-${process.pid}`]
  // Types are checked by `npm run typecheck`: without the development packages they could not be.
  const args = [compiler, '-p', 'tsconfig.build.json', '--outDir', next]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0 || !makePageFiles({ root: '.', compiler, pages: `${next}/pages` })) {
    rmSync(next, { recursive: true, force: true })
    fail('dist/ could not be built: see above.')
  }
  if (existsSync(`${next}/cli.js`)) chmodSync(`${next}/cli.js`, 0o755)
  writeFileSync(`${next}/.built`, `${buildName()}\n`)
  if (existsSync('dist')) renameSync('dist', former)
  renameSync(next, 'dist')
  rmSync(former, { recursive: true, force: true })
}

/** Version and commit, such as 0.1.0+5b1da11; without git, a digest of the sources stands for the commit. */
function buildName() {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' })
  return `${version}+${git.status === 0 && existsSync('.git') ? git.stdout.trim() : digestOf('src')}`
}

function digestOf(folder) {
  const hash = createHash('sha256')
  for (const file of filesIn(folder).sort()) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 7)
}

function findCompiler() {
  try {
    return createRequire(import.meta.url).resolve('typescript/bin/tsc')
  } catch {
    return undefined
  }
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
