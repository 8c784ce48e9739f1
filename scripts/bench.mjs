// Prints the table of speeds (bench/speed/run.ts), of what is built: compiles what is stale before. The arguments are handed on.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { compileTests } from './compile-tests.mjs'

process.chdir(path.resolve(import.meta.dirname, '..'))
if (!compileTests()) throw new Error('the benches do not compile')
const args = ['.build/bench/speed/run.js', ...process.argv.slice(2)]
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
