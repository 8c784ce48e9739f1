// Compiles src/, test/ and bench/ into one tree, .build/, in which their imports of each other hold.
// Loading TypeScript in each of the test processes took longer than what they test.
// Run it before a bench: `node scripts/compile-tests.mjs && node .build/bench/lists.js`.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { filesIn, lastChange } from './files.mjs'
import { makePageFiles } from './page-files.mjs'

const root = path.resolve(import.meta.dirname, '..')
const compiled = path.join(root, '.build')
const sources = ['src', 'test', 'bench', 'package.json', 'tsconfig.json', 'tsconfig.tests.json']
const done = path.join(compiled, '.done')

/** Compiles, unless nothing has changed; returns whether it succeeded. Types are checked by `npm run typecheck`. */
export function compileTests() {
  const begun = new Date()
  if (existsSync(done) && lastChange(sources.map(each => path.join(root, each))) < statSync(done).mtimeMs)
    return true
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const args = [tsc, '-p', path.join(root, 'tsconfig.tests.json')]
  if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0) return false
  if (!makePageFiles({ root, compiler: tsc, pages: path.join(compiled, 'src/pages') })) return false
  removeOrphans()
  writeFileSync(done, '')
  // Dated at its begin, so that files changed during the compilation are compiled the next time.
  utimesSync(done, begun, begun)
  return true
}

/** The compiled file of a source: test/config.test.ts → .build/test/config.test.js. */
export function outputOf(file) {
  return path.join('.build', file.replace(/\.tsx?$/, '.js'))
}

/** Removes outputs whose source is gone, because they could still be imported. */
function removeOrphans() {
  for (const output of filesIn(compiled)) {
    const name = path.relative(compiled, output)
    const sources = [name, ...['.ts', '.tsx'].map(end => name.replace(/\.js(\.map)?$/, end))]
    if (!sources.some(each => existsSync(path.join(root, each))) && !path.basename(output).startsWith('.'))
      rmSync(output)
  }
}

if (import.meta.filename === process.argv[1] && !compileTests()) process.exitCode = 1
