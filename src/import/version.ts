import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../root.ts'

interface PackageFile {
  name: string
  version: string
}

/** The build that made a release, as its provenance names it. */
export function generatedBy(): string {
  const { name, version }: PackageFile = JSON.parse(
    readFileSync(path.join(projectRoot, 'package.json'), 'utf8')
  )
  return `${name} ${version}`
}
