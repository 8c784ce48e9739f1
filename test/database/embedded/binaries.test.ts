import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { copiedBinaries, installedBinaries, linkLibraries } from '../../../src/database/embedded/binaries.ts'
import { dataFolder } from './processes.ts'

t.test('links that an installation without scripts leaves out are made, once', async t => {
  const copy = await installationWithoutLinks(dataFolder(t))
  t.not(spawnSync(path.join(copy, 'bin/initdb'), ['--version']).status, 0, 'without them it does not run')
  t.equal(await linkLibraries(copy), true)
  t.equal(await linkLibraries(copy), true)
  t.equal(linksIn(copy), 14)
  t.equal(spawnSync(path.join(copy, 'bin/initdb'), ['--version']).status, 0)
})

t.test('programs of a read-only installation are copied whole, once', async t => {
  const folder = dataFolder(t)
  const root = await installationWithoutLinks(folder)
  const installed = { root, initdb: path.join(root, 'bin/initdb'), postgres: path.join(root, 'bin/postgres') }
  const [one, other] = await Promise.all([
    copiedBinaries(installed, folder),
    copiedBinaries(installed, folder)
  ])
  t.same(one, other)
  t.equal(spawnSync(one.initdb, ['--version']).status, 0)
  t.equal(linksIn(one.root), 14)
  t.equal(
    readdirSync(folder).filter(name => name.startsWith('programs-')).length,
    1,
    'nothing half-made is left'
  )
})

async function installationWithoutLinks(folder: string): Promise<string> {
  const { root } = await installedBinaries()
  const copy = path.join(folder, 'installed', 'native')
  mkdirSync(copy, { recursive: true })
  cpSync(path.join(root, '../package.json'), path.join(folder, 'installed', 'package.json'))
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true })
  for (const name of readdirSync(path.join(copy, 'lib'))) {
    const file = path.join(copy, 'lib', name)
    if (lstatSync(file).isSymbolicLink()) rmSync(file)
  }
  return copy
}

function linksIn(root: string): number {
  const names = readdirSync(path.join(root, 'lib')).map(name => path.join(root, 'lib', name))
  return names.filter(file => existsSync(file) && lstatSync(file).isSymbolicLink()).length
}
