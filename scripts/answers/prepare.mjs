// Makes a data folder with a build, and stores it as a tar, so that each recording begins with the same bytes:
//   node scripts/answers/prepare.mjs CHECKOUT OUT.tar [FROM.tar] [LIST...]
// Begins with an empty folder and a first start, or with the folder in FROM.tar. A LIST has one command of
// `asylum-outcomes` a line; a path in it is relative to the folder of the list, if it exists there.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { namedBuild, removeFolder, settingsOf, startService } from './service.mjs'

const [checkout, out, ...given] = process.argv.slice(2)
const from = given.filter(name => name.endsWith('.tar'))
const lists = given.filter(name => !name.endsWith('.tar'))
if (!out) {
  console.error('usage: prepare.mjs CHECKOUT OUT.tar [FROM.tar] [LIST...]')
  process.exit(2)
}
const build = namedBuild(checkout, 'prepared')
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'answers-data-'))
try {
  if (from.length > 0) must('tar', ['--numeric-owner', '-xpf', path.resolve(from[0]), '-C', dataDir])
  else await (await startService(build, dataDir)).stop()
  for (const list of lists) for (const words of commandsOf(list)) run(words)
  // Another start makes the node's statistics files, so that recordings need not make them.
  await (await startService(build, dataDir)).stop()
  must('tar', ['--numeric-owner', '-cpf', path.resolve(out), '-C', dataDir, '.'])
} finally {
  removeFolder(dataDir)
  removeFolder(build)
}

function commandsOf(list) {
  const folder = path.dirname(path.resolve(list))
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))
    .map(line => line.match(/'[^']*'|\S+/g).map(word => word.replace(/^'|'$/g, '')))
    .map(words =>
      words.map(word =>
        word.includes('/') && existsSync(path.resolve(folder, word)) ? path.resolve(folder, word) : word
      )
    )
}

function run(words) {
  console.log(`asylum-outcomes ${words.join(' ')}`)
  must(process.execPath, ['dist/cli.js', ...words], { cwd: build, env: settingsOf(dataDir) })
}

function must(command, words, options = {}) {
  const { status, error } = spawnSync(command, words, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 1_800_000,
    ...options
  })
  if (status !== 0)
    throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? `exit code ${status}`}`)
}
