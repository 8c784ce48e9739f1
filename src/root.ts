import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder of this package: the nearest one upward that has package.json, from `src/`, `dist/` and a build of the tests. */
export const projectRoot = nearestPackage(import.meta.dirname)

function nearestPackage(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error(`package.json is in no folder above ${import.meta.dirname}`)
  return nearestPackage(parent)
}
