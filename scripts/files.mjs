// The files below folders, and when the last of them was changed.
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** Every file below a folder, as paths that begin with the folder's. */
export function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name))
}

/** The latest change of these files, of these folders and of all below them, as Unix time in milliseconds. */
export function lastChange(paths) {
  const below = folder => readdirSync(folder, { recursive: true }).map(name => path.join(folder, name))
  const all = paths.flatMap(each => (statSync(each).isDirectory() ? [each, ...below(each)] : [each]))
  return Math.max(...all.map(each => statSync(each).mtimeMs))
}
