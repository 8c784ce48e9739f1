import { readFileSync } from 'node:fs'

interface PackageFile {
  name: string
  version: string
}

/** The build that made a release, as its provenance names it: the same file seen from `src/` and from `dist/`. */
export function generatedBy(): string {
  const { name, version }: PackageFile = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  )
  return `${name} ${version}`
}
